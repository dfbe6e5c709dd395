package io.chokepoint.bottleneck.io.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.domain.journey.EventFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** The compiled decoder against Avro's own reader, on random schemas and random events. */
class DecoderFuzzTest {

  private static final long SEED = 20_261_121;
  private static final int SCHEMAS = 800;
  private static final int EVENTS_PER_SCHEMA = 25;
  private static final int MUTATIONS_PER_EVENT = 4;
  private static final int MAX_NAME_DEPTH = 4;

  private final Random random = new Random(SEED);
  private final RandomEvents events = new RandomEvents(random);

  @Test
  void textsEqualThoseOfTheReferenceReaderAndDamageIsRefusedInOneWay() throws Exception {
    int sound = 0;
    int damaged = 0;
    int refused = 0;
    for (int s = 0; s < SCHEMAS; s++) {
      Schema schema = events.schema();
      String[] names = names(schema);
      SingleObjectDecoder decoder = new SingleObjectDecoder(names, List.of(schema));
      FieldDecoder whole = whole(schema, names);
      EventFields fields = new EventFields(names.length);
      for (int e = 0; e < EVENTS_PER_SCHEMA; e++) {
        byte[] payload = payload(schema);
        String where = "seed " + SEED + ", schema " + s + ", event " + e + ", " + schema;

        decoder.decode(payload, fields);
        assertEqualsReference(where, schema, payload, names, fields);
        fields.clear();
        assertThat(whole.decode(payload, 10, payload.length, fields)).isEqualTo(payload.length);
        assertEqualsReference(where, schema, payload, names, fields);
        sound++;

        for (int m = 0; m < MUTATIONS_PER_EVENT; m++) {
          byte[] mutated = mutate(payload);
          damaged++;
          decodeDamaged(where, decoder, mutated, fields);
          refused += wholeIsSoundOrRefused(where, whole, schema, mutated, names, fields) ? 0 : 1;
        }
      }
    }
    assertThat(sound + damaged).isGreaterThan(20_000);
    assertThat(refused).as("mutations that are noticed").isGreaterThan(damaged / 10);
  }

  private static void decodeDamaged(
      String where, SingleObjectDecoder decoder, byte[] bytes, EventFields fields) {
    try {
      decoder.decode(bytes, fields);
    } catch (MalformedEventException expected) {
      assertThat(expected.reason()).isIn(RejectReason.MALFORMED, RejectReason.UNKNOWN_SCHEMA);
      assertThat(expected.problem()).isNotBlank();
    } catch (RuntimeException | Error other) {
      throw new AssertionError(where, other);
    }
  }

  /** What the decoder accepts as a whole, the reference accepts too, with the same texts. */
  private static boolean wholeIsSoundOrRefused(
      String where,
      FieldDecoder whole,
      Schema schema,
      byte[] bytes,
      String[] names,
      EventFields fields)
      throws IOException {
    fields.clear();
    try {
      whole.decode(bytes, Math.min(10, bytes.length), bytes.length, fields);
    } catch (MalformedEventException expected) {
      return false;
    } catch (RuntimeException | Error other) {
      throw new AssertionError(where, other);
    }
    assertEqualsReference(where, schema, bytes, names, fields);
    return true;
  }

  private static FieldDecoder whole(Schema schema, String[] names) {
    return new FieldDecoder(FieldCompiler.compile(schema, names, Extent.WHOLE_RECORD));
  }

  private static void assertEqualsReference(
      String where, Schema schema, byte[] bytes, String[] names, EventFields fields)
      throws IOException {
    int from = Math.min(10, bytes.length);
    GenericRecord rec =
        new GenericDatumReader<GenericRecord>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, null));
    for (int i = 0; i < names.length; i++) {
      Object expected = ReferenceTexts.of(rec, names[i]);
      Object found = ReferenceTexts.ABSENT;
      if (fields.isPresent(i)) {
        String text = fields.text(i);
        found = text == null ? fields.list(i) : text;
      }
      if (!expected.equals(found)) {
        assertThat(found).as(names[i] + " at " + where).isEqualTo(expected);
      }
    }
  }

  /** Some of the schema's fields, in any order, and one that it does not have. */
  private String[] names(Schema schema) {
    Set<String> all = new LinkedHashSet<>();
    collect(schema, "", 0, all);
    List<String> names = new ArrayList<>(all);
    Collections.shuffle(names, random);
    List<String> chosen = new ArrayList<>(names.subList(0, random.nextInt(names.size() + 1)));
    chosen.add("nowhere.to.be.found");
    return chosen.toArray(new String[0]);
  }

  private static void collect(Schema schema, String prefix, int depth, Set<String> into) {
    if (schema.getType() == Schema.Type.UNION) {
      schema.getTypes().forEach(branch -> collect(branch, prefix, depth, into));
    } else if (schema.getType() == Schema.Type.RECORD && depth < MAX_NAME_DEPTH) {
      for (Schema.Field field : schema.getFields()) {
        into.add(prefix + field.name());
        collect(field.schema(), prefix + field.name() + ".", depth + 1, into);
      }
    }
  }

  /** An event in single-object encoding; half of them with blocks that give their size. */
  private byte[] payload(Schema schema) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xC3);
    out.write(0x01);
    out.write(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(SchemaNormalization.parsingFingerprint64(schema))
            .array());
    BinaryEncoder encoder =
        random.nextBoolean()
            ? EncoderFactory.get().binaryEncoder(out, null)
            : new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(events.event(schema), encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private byte[] mutate(byte[] payload) {
    byte[] bytes = payload.clone();
    int header = random.nextInt(20) == 0 ? 0 : 10;
    if (bytes.length == header) {
      return bytes;
    }
    int at = header + random.nextInt(bytes.length - header);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0x01);
      case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 9), (byte) 0xff);
      default -> bytes = Arrays.copyOf(bytes, at);
    }
    return bytes;
  }
}
