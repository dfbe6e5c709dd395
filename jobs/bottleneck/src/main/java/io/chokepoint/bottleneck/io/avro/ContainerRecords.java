package io.chokepoint.bottleneck.io.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.domain.journey.EventFields;
import java.io.IOException;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;

/**
 * Takes needed fields out of records that lie behind each other in a block of a container file,
 * with the texts that {@link SingleObjectDecoder} gives. Each record is read whole once to find its
 * end, so, unlike there, all of it is known to be sound.
 */
public final class ContainerRecords {

  private static final String[] NO_NAMES = {};
  private static final EventFields NO_FIELDS = new EventFields(0);

  private final Schema schema;
  private final FieldDecoder whole;
  private final Map<String[], FieldDecoder> decodersOfNames = new IdentityHashMap<>();
  private byte[] block = new byte[0];
  private int start;
  private int end;

  /**
   * Creates a reader of records.
   *
   * @throws IllegalArgumentException if the schema is no record, or no record of it could end
   */
  public ContainerRecords(Schema schema) {
    this.schema = schema;
    this.whole = new FieldDecoder(FieldCompiler.compile(schema, NO_NAMES, Extent.WHOLE_RECORD));
  }

  /** Goes to the beginning of a block. */
  public void block(byte[] records) {
    block = records;
    start = 0;
    end = 0;
  }

  /**
   * Goes to the next record.
   *
   * @throws MalformedEventException if there is none that can be read; where the one behind it
   *     begins is then unknown
   */
  public void next() throws MalformedEventException {
    start = end;
    end = block.length;
    end = whole.decode(block, start, block.length, NO_FIELDS);
  }

  /** How many bytes of the block are behind this record. */
  public int bytesBehind() {
    return block.length - end;
  }

  /**
   * Reads fields of this record.
   *
   * @param names the needed fields; the same array each time for the same fields
   * @param into is cleared and then filled
   */
  public void fields(String[] names, EventFields into) {
    into.clear();
    FieldDecoder decoder =
        decodersOfNames.computeIfAbsent(
            names,
            n -> new FieldDecoder(FieldCompiler.compile(schema, n, Extent.NEEDED_FIELDS_WALKED)));
    try {
      decoder.decode(block, start, end, into);
    } catch (MalformedEventException e) {
      throw new IllegalStateException("a record that was read whole is not readable", e);
    }
  }

  /** The bytes from this record's start to its end, or to the block's where it has none. */
  public byte[] bytes() {
    return Arrays.copyOfRange(block, start, end);
  }

  /** This record as JSON in UTF-8; its bytes where Avro cannot write it so. */
  public byte[] json() {
    try {
      Object value =
          new GenericDatumReader<>(schema)
              .read(null, DecoderFactory.get().binaryDecoder(block, start, end - start, null));
      return String.valueOf(value).getBytes(UTF_8);
    } catch (IOException | RuntimeException e) {
      return bytes();
    }
  }
}
