package io.chokepoint.bottleneck.io.avro;

import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.domain.journey.EventFields;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** The compiled decoder beside Avro's own reader, on the records of one schema. */
final class DecoderComparison {
  static final int HEADER_BYTES = 10;

  /**
   * What the decoder refuses and the reference may take: texts that are not UTF-8, in which it puts
   * other characters; numbers with bits too many, which it cuts off; decimals with more digits than
   * their schema allows.
   */
  private static final Pattern STRICTER =
      Pattern.compile("is not UTF-8|does not fit into|a decimal ");

  /**
   * The same of blocks of items: their sizes, which the reference only believes where it passes
   * over them.
   */
  private static final Pattern STRICTER_OF_BLOCKS = Pattern.compile("a length |block");

  private final String[] names;
  private final SingleObjectDecoder decoder;
  private final FieldDecoder whole;
  private final GenericDatumReader<GenericRecord> reference;

  /**
   * By the writer's schema: where a reader leaves fields out, it skips beyond the end of the bytes,
   * and by sizes of blocks that are wrong.
   */
  private final GenericDatumReader<GenericRecord> plain;

  private final EventFields fields;
  private final boolean hasBlocks;
  private @Nullable BinaryDecoder reused;

  /** Records of a schema. */
  DecoderComparison(Schema schema, String[] names) {
    this(schema, schema, names);
  }

  /** Records of a schema, of which the reference makes those of another. */
  DecoderComparison(Schema writer, Schema reader, String[] names) {
    this.names = names;
    decoder = new SingleObjectDecoder(names, List.of(writer));
    whole = new FieldDecoder(FieldCompiler.compile(writer, names, Extent.WHOLE_RECORD));
    reference = new GenericDatumReader<>(writer, reader);
    plain = new GenericDatumReader<>(writer);
    fields = new EventFields(names.length);
    hasBlocks = writer.toString().matches(".*\"(array|map)\".*");
  }

  /** A sound record: all three agree. */
  void sound(byte[] payload) throws IOException, MalformedEventException {
    decoder.decode(payload, fields);
    GenericRecord expected = read(reference, payload);
    requireEqual(expected);
    fields.clear();
    int end = whole.decode(payload, HEADER_BYTES, payload.length, fields);
    if (end != payload.length) {
      throw new AssertionError("ends at " + end + " instead of " + payload.length);
    }
    requireEqual(expected);
  }

  /**
   * A record that may be damaged: what is refused is refused by the one exception, and as a whole
   * by the reference too unless the decoder is stricter; what is taken has the same texts.
   *
   * @return whether it is taken as a whole
   */
  boolean damaged(byte[] payload) throws IOException {
    try {
      decoder.decode(payload, fields);
    } catch (MalformedEventException expected) {
      if (expected.reason() != RejectReason.MALFORMED
          && expected.reason() != RejectReason.UNKNOWN_SCHEMA) {
        throw new AssertionError("refused as " + expected.reason(), expected);
      }
    }
    fields.clear();
    try {
      whole.decode(payload, Math.min(HEADER_BYTES, payload.length), payload.length, fields);
    } catch (MalformedEventException refused) {
      if (!isStricter(refused.problem())) {
        requireReferenceFails(payload, refused);
      }
      return false;
    }
    requireEqual(read(plain, payload));
    return true;
  }

  private boolean isStricter(String problem) {
    return STRICTER.matcher(problem).find()
        || hasBlocks && STRICTER_OF_BLOCKS.matcher(problem).find();
  }

  private void requireReferenceFails(byte[] payload, MalformedEventException refused) {
    try {
      read(plain, payload);
    } catch (IOException | RuntimeException fails) {
      return;
    }
    throw new AssertionError("the reference takes what is refused: " + refused.problem());
  }

  private GenericRecord read(GenericDatumReader<GenericRecord> reader, byte[] payload)
      throws IOException {
    int from = Math.min(HEADER_BYTES, payload.length);
    reused = DecoderFactory.get().binaryDecoder(payload, from, payload.length - from, reused);
    return reader.read(null, reused);
  }

  private void requireEqual(GenericRecord rec) {
    for (int i = 0; i < names.length; i++) {
      Object expected = ReferenceTexts.of(rec, names[i]);
      Object found = ReferenceTexts.ABSENT;
      if (fields.isPresent(i)) {
        String text = fields.text(i);
        found = text == null ? fields.list(i) : text;
      }
      if (!expected.equals(found)) {
        throw new AssertionError(names[i] + " is " + found + " and not " + expected);
      }
    }
  }
}
