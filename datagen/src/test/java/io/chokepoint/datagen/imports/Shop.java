package io.chokepoint.datagen.imports;

import io.chokepoint.datagen.imports.mapping.MappingFile;
import io.chokepoint.datagen.recording.PartitionMessages;
import io.chokepoint.datagen.recording.RecordedFile;
import io.chokepoint.datagen.recording.RecordedMessage;
import io.chokepoint.datagen.recording.RecordingReader;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.schemas.SingleObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageDecoder;

/** A small network, imports for it, and what they record. */
final class Shop {

  static final Network NETWORK =
      NetworkFile.parse(
          "shop.yaml",
          """
          network: my shop
          topics:
            orders: {time: at}
            payments: {time: at}
          paths:
            - name: order
              key: order_id
              cohort: 1h
              within: 1d
              stages:
                - {name: ordered, layer: users, topic: orders}
                - name: paid
                  layer: payments
                  topic: payments
                  where: {status: SETTLED}
                  fails: {where: {status: FAILED}}
          """);

  static final ImportProgress SILENT =
      new ImportProgress() {
        @Override
        public void read(Path log, long rows, long bytes, long ofBytes) {}

        @Override
        public void written(long events, long of) {}
      };

  private Shop() {}

  /** Imports logs for the shop. */
  static ImportSummary imported(String mapping, Path out, Path... logs)
      throws IOException, ImportException {
    return imported(NETWORK, mapping, out, logs);
  }

  static ImportSummary imported(Network network, String mapping, Path out, Path... logs)
      throws IOException, ImportException {
    return new LogImport(network, MappingFile.parse("m.yaml", mapping, network), SILENT)
        .run(List.of(logs), out, "a recording");
  }

  /** All messages of a recording: topic, offset, key and value. */
  static List<String> messages(Path recording) throws IOException {
    RecordingReader reader = RecordingReader.open(recording);
    List<String> messages = new ArrayList<>();
    for (RecordedFile file : reader.manifest().files()) {
      try (PartitionMessages of = reader.messages(file)) {
        for (RecordedMessage m = of.next(); m != null; m = of.next()) {
          messages.add(m.topic() + "@" + m.offset() + " " + key(m) + " " + value(reader, m));
        }
      }
    }
    return messages;
  }

  private static String key(RecordedMessage message) {
    byte[] key = message.key();
    return key == null ? "-" : new String(key, StandardCharsets.UTF_8);
  }

  private static GenericData.Record value(RecordingReader recording, RecordedMessage message)
      throws IOException {
    byte[] value = Objects.requireNonNull(message.value());
    Schema schema =
        Objects.requireNonNull(recording.schema(SingleObject.fingerprintOf(value)), "schema");
    return new BinaryMessageDecoder<GenericData.Record>(GenericData.get(), schema).decode(value);
  }

  static Path log(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
