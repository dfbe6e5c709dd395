package io.chokepoint.bottleneck.io.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/**
 * The compiled decoder against Avro's own reader, on random schemas, random events and what damage
 * makes of them. {@code -Dchokepoint.fuzz.records=N} tries more of them, {@code
 * -Dchokepoint.seed=N} others.
 */
class DecoderFuzzTest {
  private static final long SEED = Long.getLong("chokepoint.seed", 20_261_121);

  /** Sound and damaged ones together, of which a quarter is read by another schema. */
  private static final long RECORDS = Long.getLong("chokepoint.fuzz.records", 1_050_000);

  private static final int EVENTS_PER_SCHEMA = 20;

  /** Damaging is quick, and so is looking at what is damaged; making schemas is not. */
  private static final int DAMAGED_PER_EVENT = 30;

  private static final int MAX_NAME_DEPTH = 4;

  private final Random random = new Random(SEED);
  private final RandomEvents events = new RandomEvents(random);
  private long compared;
  private long damaged;
  private long taken;

  @Test
  void textsEqualThoseOfTheReferenceReaderAndDamageIsRefusedByBoth() throws Exception {
    while (compared < RECORDS * 3 / 4) {
      Schema schema = events.schema();
      compare(schema, new DecoderComparison(schema, names(schema)));
    }
    requireThatDamageWasNoticed();
  }

  @Test
  void textsEqualThoseThatTheReferenceReadsByAnOlderOrNewerSchema() throws Exception {
    while (compared < RECORDS / 4) {
      EvolvedSchemas pair = EvolvedSchemas.of(events.schema(), random);
      if (pair != null) {
        compare(
            pair.writer(),
            new DecoderComparison(
                pair.writer(), pair.reader(), pair.names().toArray(String[]::new)));
      }
    }
    requireThatDamageWasNoticed();
  }

  private void compare(Schema schema, DecoderComparison comparison) throws IOException {
    for (int e = 0; e < EVENTS_PER_SCHEMA; e++) {
      byte[] payload = payload(schema);
      byte[] tried = payload;
      try {
        comparison.sound(payload);
        compared++;
        for (int d = 0; d < DAMAGED_PER_EVENT; d++) {
          tried = Damage.to(payload, random);
          taken += comparison.damaged(tried) ? 1 : 0;
          damaged++;
          compared++;
        }
      } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError failed) {
        throw new AssertionError(
            "seed %d, record %d: %s, of %s: %s"
                .formatted(
                    SEED, compared, HexFormat.of().formatHex(tried), schema, failed.getMessage()),
            failed);
      }
    }
  }

  private void requireThatDamageWasNoticed() {
    assertThat(damaged - taken).as("damage that is noticed").isGreaterThan(damaged / 10);
    assertThat(taken).as("damage that gives another record").isGreaterThan(damaged / 10);
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
}
