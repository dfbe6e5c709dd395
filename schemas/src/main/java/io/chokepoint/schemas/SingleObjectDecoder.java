package io.chokepoint.schemas;

import io.chokepoint.schemas.UnreadableRecordException.Reason;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads single objects of one contract, whichever version of it they were written with: fields that
 * the writer did not know get their defaults, and symbols that we do not know become the enum's
 * default. Safe for use by several threads.
 */
public final class SingleObjectDecoder<T extends SpecificRecord> {
  private final Schema schema;
  private final BinaryMessageDecoder<T> decoder;

  private SingleObjectDecoder(Schema schema) {
    this.schema = schema;
    this.decoder =
        new BinaryMessageDecoder<>(ContractModel.MODEL, schema, SchemaFingerprints.known());
  }

  /** A decoder into a generated type. */
  public static <T extends SpecificRecord> SingleObjectDecoder<T> of(Class<T> type) {
    return new SingleObjectDecoder<>(ContractModel.schemaOf(type));
  }

  /** A decoder into the generated type of a contract. */
  public static SingleObjectDecoder<SpecificRecord> of(Schema contract) {
    return new SingleObjectDecoder<>(contract);
  }

  /**
   * The record in the bytes.
   *
   * @throws UnreadableRecordException if they hold none of this contract; it names the reason
   */
  public T decode(byte[] bytes) throws UnreadableRecordException {
    if (!SingleObject.isSingleObject(bytes)) {
      throw new UnreadableRecordException(
          Reason.NOT_SINGLE_OBJECT,
          "These " + bytes.length + " bytes are no Avro single object: they must begin with C3 01",
          null);
    }
    long fingerprint = SingleObject.fingerprintOf(bytes);
    Schema writer = SchemaFingerprints.known().findByFingerprint(fingerprint);
    if (writer == null) {
      throw new UnreadableRecordException(
          Reason.UNKNOWN_SCHEMA,
          String.format(
              "Nobody here knows the schema with fingerprint %016x; is this an older release than"
                  + " the writer's?",
              fingerprint),
          null);
    }
    if (!writer.getFullName().equals(schema.getFullName())) {
      throw new UnreadableRecordException(
          Reason.OTHER_RECORD,
          "This is a " + writer.getFullName() + " where a " + schema.getFullName() + " belongs",
          null);
    }
    try {
      return decoder.decode(bytes);
    } catch (IOException | RuntimeException e) {
      // Bytes that are not what they claim to be fail in Avro in many ways, by no common type.
      throw new UnreadableRecordException(
          Reason.MALFORMED,
          "These " + bytes.length + " bytes are no whole " + schema.getName() + ": " + e,
          e);
    }
  }
}
