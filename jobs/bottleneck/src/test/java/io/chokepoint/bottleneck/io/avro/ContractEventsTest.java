package io.chokepoint.bottleneck.io.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.journey.EventFields;
import io.chokepoint.schemas.EventSchemas;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.junit.jupiter.api.Test;

/** The decoder on the events that the contracts define. */
class ContractEventsTest {

  private static final int EVENTS_PER_TOPIC = 200;

  @Test
  void eventsOfEveryTopicHaveTheTextsOfTheReferenceReader() throws Exception {
    RandomEvents events = new RandomEvents(new Random(11));
    List<Schema> schemas = EventSchemas.topics().stream().map(EventSchemas::schemaOf).toList();
    for (Schema schema : schemas) {
      String[] names = schema.getFields().stream().map(Schema.Field::name).toArray(String[]::new);
      SingleObjectDecoder decoder = new SingleObjectDecoder(names, schemas);
      EventFields fields = new EventFields(names.length);
      for (int e = 0; e < EVENTS_PER_TOPIC; e++) {
        byte[] payload = Events.encode(events.event(schema));
        decoder.decode(payload, fields);
        GenericRecord rec =
            new BinaryMessageDecoder<GenericRecord>(new GenericData(), schema).decode(payload);
        for (int i = 0; i < names.length; i++) {
          Object expected = ReferenceTexts.of(rec, names[i]);
          String text = fields.text(i);
          Object found =
              !fields.isPresent(i) ? ReferenceTexts.ABSENT : text == null ? fields.list(i) : text;
          assertThat(found).as(schema.getName() + "." + names[i]).isEqualTo(expected);
        }
      }
    }
  }
}
