package io.chokepoint.bench.ladder.oracle;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.schemas.SchemaFingerprints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The events of a broker's topics as tables of a database: a column for each field that the network
 * file names, read by Avro's reference reader. The elements of an array are rows of a table beside.
 */
final class RecordedTables {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int HEADER_BYTES = 10;

  private final Network network;
  private final String bootstrapServers;
  private final Map<Long, GenericDatumReader<GenericRecord>> readers = new TreeMap<>();

  RecordedTables(Network network, String bootstrapServers) {
    this.network = network;
    this.bootstrapServers = bootstrapServers;
  }

  /** The table of a topic. */
  static String table(String topic) {
    return "\"" + topic + "\"";
  }

  /** The table with an array's elements. */
  static String elements(String topic, String field) {
    return "\"" + topic + "." + field + "\"";
  }

  void load(DuckDBConnection database) throws SQLException {
    create(database, network);
    for (Topic topic : network.topics()) {
      load(database, topic);
    }
  }

  /** Makes the tables, empty. */
  static void create(DuckDBConnection database, Network network) throws SQLException {
    try (Statement statement = database.createStatement()) {
      for (Topic topic : network.topics()) {
        statement.execute(
            "CREATE TABLE "
                + table(topic.name())
                + " (t BIGINT"
                + NetworkFields.of(network, topic.name()).stream()
                    .map(field -> ", " + field + " VARCHAR")
                    .collect(Collectors.joining())
                + ")");
        for (String list : NetworkFields.lists(network, topic.name())) {
          statement.execute(
              "CREATE TABLE "
                  + elements(topic.name(), list)
                  + " (t BIGINT, type VARCHAR, v VARCHAR)");
        }
      }
    }
  }

  private void load(DuckDBConnection database, Topic topic) throws SQLException {
    List<String> fields = NetworkFields.of(network, topic.name());
    List<String> lists = NetworkFields.lists(network, topic.name());
    try (DuckDBAppender rows =
            database.createAppender(DuckDBConnection.DEFAULT_SCHEMA, topic.name());
        KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long left =
          consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      try (Elements elements = new Elements(database, topic.name(), lists)) {
        while (left > 0) {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            GenericRecord event = read(record.value());
            long time = (Long) event.get(topic.timeField());
            rows.beginRow();
            rows.append(time);
            for (String field : fields) {
              rows.append(text(event, field));
            }
            rows.endRow();
            elements.append(event, time);
            left--;
          }
        }
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private GenericRecord read(byte[] value) {
    long fingerprint =
        ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(HEADER_BYTES - Long.BYTES);
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
    try {
      return readers.computeIfAbsent(fingerprint, RecordedTables::reader).read(null, decoder);
    } catch (IOException e) {
      throw new IllegalStateException("a recorded event cannot be read", e);
    }
  }

  private static GenericDatumReader<GenericRecord> reader(long fingerprint) {
    Schema schema = SchemaFingerprints.known().findByFingerprint(fingerprint);
    if (schema == null) {
      throw new IllegalStateException("nobody knows the schema " + Long.toHexString(fingerprint));
    }
    // Times stay the numbers that they are.
    return new GenericDatumReader<>(schema, schema, new GenericData());
  }

  private static @Nullable String text(GenericRecord event, String field) {
    Object value = event.hasField(field) ? event.get(field) : null;
    return value == null ? null : value.toString();
  }

  /** Appends the elements of an event's arrays. */
  private static final class Elements implements AutoCloseable {
    private final Map<String, DuckDBAppender> appenders = new TreeMap<>();

    Elements(DuckDBConnection database, String topic, List<String> lists) throws SQLException {
      for (String list : lists) {
        appenders.put(
            list, database.createAppender(DuckDBConnection.DEFAULT_SCHEMA, topic + "." + list));
      }
    }

    void append(GenericRecord event, long time) throws SQLException {
      for (Map.Entry<String, DuckDBAppender> list : appenders.entrySet()) {
        DuckDBAppender rows = list.getValue();
        for (Object element : (List<?>) event.get(list.getKey())) {
          rows.beginRow();
          rows.append(time);
          rows.append(text(event, "type"));
          rows.append(element.toString());
          rows.endRow();
        }
      }
    }

    @Override
    public void close() throws SQLException {
      for (DuckDBAppender appender : appenders.values()) {
        appender.close();
      }
    }
  }
}
