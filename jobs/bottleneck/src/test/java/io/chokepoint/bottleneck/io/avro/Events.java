package io.chokepoint.bottleneck.io.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Events in single-object encoding for tests. */
final class Events {

  private Events() {}

  /** A record of one schema, with fields given as JSON of an Avro schema. */
  static Schema schema(String... fields) {
    return new Schema.Parser()
        .parse(
            "{'type':'record','name':'Event','fields':[%s]}"
                .formatted(String.join(",", fields))
                .replace('\'', '"'));
  }

  static String field(String name, String type) {
    return "{'name':'%s','type':%s}".formatted(name, type);
  }

  static byte[] encode(GenericRecord rec) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(body, null);
    new GenericDatumWriter<GenericRecord>(rec.getSchema()).write(rec, encoder);
    encoder.flush();
    return withHeader(rec.getSchema(), body.toByteArray());
  }

  static byte[] ofHex(Schema schema, String body) {
    return withHeader(schema, HexFormat.of().parseHex(body.replace(" ", "")));
  }

  private static byte[] withHeader(Schema schema, byte[] body) {
    return ByteBuffer.allocate(10 + body.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0xC3)
        .put((byte) 0x01)
        .putLong(SchemaNormalization.parsingFingerprint64(schema))
        .put(body)
        .array();
  }
}
