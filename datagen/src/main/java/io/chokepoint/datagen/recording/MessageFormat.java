package io.chokepoint.datagen.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** How messages are written in the container files: {@code RecordedMessage.avsc}. */
final class MessageFormat {
  /** The container's header: which version of this format the file has. */
  static final String VERSION_KEY = "chokepoint.recording";

  static final String VERSION = "1";

  /** The container's header: the topic. Any reader of event files knows it. */
  static final String TOPIC_KEY = "chokepoint.topic";

  /** The container's header: the partition. */
  static final String PARTITION_KEY = "chokepoint.partition";

  static final Schema SCHEMA = schema();

  private static final int NULL = 0;
  private static final int PRESENT = 1;

  private MessageFormat() {}

  private static Schema schema() {
    try (InputStream in = MessageFormat.class.getResourceAsStream("RecordedMessage.avsc")) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("This program has lost its RecordedMessage.avsc", e);
    }
  }

  /** Writes messages field by field: recording must not be slower than the broker. */
  static final class Writer implements DatumWriter<RecordedMessage> {
    @Override
    public void setSchema(Schema schema) {
      // There is only one.
    }

    @Override
    public void write(RecordedMessage message, Encoder out) throws IOException {
      out.writeInt(message.partition());
      out.writeLong(message.offset());
      time(message.timestampMillis(), out);
      time(message.eventTimeMillis(), out);
      bytes(message.key(), out);
      out.writeArrayStart();
      out.setItemCount(message.headers().size());
      for (RecordedHeader header : message.headers()) {
        out.startItem();
        out.writeString(header.key());
        bytes(header.value(), out);
      }
      out.writeArrayEnd();
      bytes(message.value(), out);
    }

    private static void time(long millis, Encoder out) throws IOException {
      if (millis == RecordedMessage.NO_TIME) {
        out.writeIndex(NULL);
        out.writeNull();
      } else {
        out.writeIndex(PRESENT);
        out.writeLong(millis);
      }
    }

    private static void bytes(byte @Nullable [] bytes, Encoder out) throws IOException {
      if (bytes == null) {
        out.writeIndex(NULL);
        out.writeNull();
      } else {
        out.writeIndex(PRESENT);
        out.writeBytes(bytes);
      }
    }
  }

  /** Reads the files' records, whatever version of the schema they were written with. */
  static DatumReader<GenericRecord> reader() {
    return new GenericDatumReader<>(null, SCHEMA);
  }

  /** The message in a record of the file of a topic. */
  static RecordedMessage message(String topic, GenericRecord record) {
    List<?> headers = (List<?>) record.get("headers");
    return new RecordedMessage(
        topic,
        (Integer) record.get("partition"),
        (Long) record.get("offset"),
        time(record.get("timestamp")),
        time(record.get("event_time")),
        bytes(record.get("key")),
        headers.isEmpty() ? List.of() : headers(headers),
        bytes(record.get("value")));
  }

  private static List<RecordedHeader> headers(List<?> records) {
    List<RecordedHeader> headers = new ArrayList<>(records.size());
    for (Object each : records) {
      GenericRecord header = (GenericRecord) each;
      headers.add(new RecordedHeader(header.get("key").toString(), bytes(header.get("value"))));
    }
    return headers;
  }

  private static long time(@Nullable Object millis) {
    return millis == null ? RecordedMessage.NO_TIME : (Long) millis;
  }

  private static byte @Nullable [] bytes(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    ByteBuffer buffer = ((ByteBuffer) value).duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
