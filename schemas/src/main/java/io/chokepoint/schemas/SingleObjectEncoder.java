package io.chokepoint.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes records of one contract as single objects. Reuses its buffer and encoder between records,
 * so it belongs to one thread.
 */
public final class SingleObjectEncoder<T extends SpecificRecord> {
  // A row with its bins fits; the buffer grows where a record does not.
  private static final int INITIAL_BYTES = 512;

  private final String name;
  private final byte[] header;
  private final SpecificDatumWriter<T> writer;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(INITIAL_BYTES);
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);

  private SingleObjectEncoder(Schema schema, SpecificDatumWriter<T> writer) {
    this.name = schema.getName();
    this.header = SingleObject.header(SchemaFingerprints.of(schema));
    this.writer = writer;
  }

  /** An encoder of the records of a generated type, with its current schema. */
  public static <T extends SpecificRecord> SingleObjectEncoder<T> of(Class<T> type) {
    return new SingleObjectEncoder<>(
        ContractModel.schemaOf(type),
        new SpecificDatumWriter<>(ContractModel.schemaOf(type), ContractModel.MODEL));
  }

  /**
   * The record's bytes, ready for a topic.
   *
   * @throws IllegalArgumentException if a field that must be set is not; the message names it
   */
  public byte[] encode(T datum) {
    buffer.reset();
    buffer.writeBytes(header);
    try {
      writer.write(datum, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot fail to be written to", e);
    } catch (AvroRuntimeException | NullPointerException | ClassCastException e) {
      discardHalfWritten();
      throw new IllegalArgumentException(
          "This " + name + " does not fit its schema: " + e.getMessage(), e);
    }
    return buffer.toByteArray();
  }

  /** What the encoder still buffers of a record that failed must not lead the next one. */
  private void discardHalfWritten() {
    EncoderFactory.get().binaryEncoder(buffer, encoder);
  }
}
