package io.chokepoint.datagen.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.events.RequestEvent;
import io.chokepoint.schemas.EventSchemas;
import io.chokepoint.schemas.SchemaFingerprints;
import io.chokepoint.schemas.SingleObjectEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  private final Path folder;

  RecordingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void messagesComeBackAsTheyWere() throws IOException {
    List<RecordedMessage> messages = Recordings.varied(0, 500, 1);
    List<RecordedMessage> others = Recordings.varied(3, 500, 2);
    try (RecordingWriter writer = begin()) {
      for (int i = 0; i < 500; i++) {
        writer.append(messages.get(i));
        writer.append(others.get(i));
      }
    }

    assertThat(Recordings.read(folder, 0)).isEqualTo(messages);
    assertThat(Recordings.read(folder, 3)).isEqualTo(others);
  }

  @Test
  void theManifestCountsAndItsChecksumIsThatOfTheFile() throws Exception {
    try (RecordingWriter writer = begin()) {
      writer.append(Recordings.message(Recordings.TOPIC, 0, 5, 2_000));
      writer.append(Recordings.message(Recordings.TOPIC, 0, 7, 1_000));
      writer.append(Recordings.message(Recordings.TOPIC, 0, 9, RecordedMessage.NO_TIME));
      writer.declare(Recordings.TOPIC, 1, 0);
    }

    RecordingManifest manifest = RecordingReader.open(folder).manifest();
    assertThat(manifest.id()).isEqualTo("test");
    assertThat(manifest.messages()).isEqualTo(3);
    assertThat(manifest.firstTimeMillis()).isEqualTo(1_000);
    assertThat(manifest.lastTimeMillis()).isEqualTo(2_000);
    assertThat(manifest.topics()).containsExactly(Recordings.REQUESTS);
    assertThat(manifest.partitionsOf(Recordings.TOPIC)).isEqualTo(2);
    RecordedFile file = manifest.files().get(0);
    assertThat(file.firstOffset()).isEqualTo(5);
    assertThat(file.nextOffset()).isEqualTo(10);
    byte[] bytes = Files.readAllBytes(folder.resolve(file.name()));
    assertThat(file.bytes()).isEqualTo(bytes.length);
    assertThat(file.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    assertThat(manifest.files().get(1).messages()).isZero();
  }

  @Test
  void theManifestKeepsTheSchemasOfValues() throws IOException {
    Schema foreign = SchemaBuilder.record("Order").fields().requiredLong("at").endRecord();
    byte[] known = SingleObjectEncoder.of(RequestEvent.class).encode(Values.request(1_000));
    try (RecordingWriter writer = begin()) {
      writer.declare(foreign);
      assertThat(RecordingReader.open(folder).manifest().schemas()).containsValue(foreign);
      writer.append(Values.message(0, known, 1_000));
    }

    RecordingReader reader = RecordingReader.open(folder);
    assertThat(reader.manifest().schemas().values())
        .containsExactlyInAnyOrder(foreign, EventSchemas.schemaOf(Recordings.TOPIC));
    assertThat(reader.manifest().files().get(0).fingerprints()).hasSize(1);
    assertThat(reader.schema(SchemaFingerprints.of(foreign))).isEqualTo(foreign);
  }

  @Test
  void whatWasRecordedIsGoneOnWith() throws IOException {
    List<RecordedMessage> messages = Recordings.varied(0, 90, 3);
    try (RecordingWriter writer = begin()) {
      for (RecordedMessage message : messages.subList(0, 30)) {
        writer.append(message);
      }
    }
    for (int from = 30; from < 90; from += 30) {
      try (RecordingWriter writer = RecordingWriter.resume(folder)) {
        assertThat(writer.nextOffset(Recordings.TOPIC, 0))
            .isEqualTo(messages.get(from - 1).offset() + 1);
        for (RecordedMessage message : messages.subList(from, from + 30)) {
          writer.append(message);
        }
      }
    }

    assertThat(Recordings.read(folder, 0)).isEqualTo(messages);
  }

  @Test
  void theSameMessagesGiveTheSameBytes(@TempDir Path other) throws IOException {
    for (Path each : List.of(folder, other)) {
      try (RecordingWriter writer = RecordingWriter.create(each, "test")) {
        writer.declare(Recordings.REQUESTS);
        for (RecordedMessage message : Recordings.varied(0, 300, 4)) {
          writer.append(message);
        }
      }
    }

    for (String name : List.of("manifest.json", "users.requests-0.avro")) {
      assertThat(folder.resolve(name)).hasSameBinaryContentAs(other.resolve(name));
    }
  }

  @Test
  void anyAvroReaderReadsAFile() throws IOException {
    try (RecordingWriter writer = begin()) {
      writer.append(Recordings.message(Recordings.TOPIC, 0, 5, 2_000));
    }

    try (DataFileReader<GenericRecord> avro =
        new DataFileReader<>(
            folder.resolve("users.requests-0.avro").toFile(), new GenericDatumReader<>())) {
      assertThat(avro.getMetaString("chokepoint.topic")).isEqualTo(Recordings.TOPIC);
      assertThat(avro.next().get("event_time")).isEqualTo(2_000L);
      assertThat(avro.hasNext()).isFalse();
    }
  }

  @Test
  void aMessageBehindOneThatIsThereIsRefused() throws IOException {
    try (RecordingWriter writer = begin()) {
      writer.append(Recordings.message(Recordings.TOPIC, 0, 5, 2_000));
      assertThatThrownBy(() -> writer.append(Recordings.message(Recordings.TOPIC, 0, 5, 2_000)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("goes on at offset 6");
    }
  }

  @Test
  void twoCannotRecordIntoOneFolder() throws IOException {
    try (RecordingWriter writer = begin()) {
      writer.append(Recordings.message(Recordings.TOPIC, 0, 5, 2_000));
      assertThatThrownBy(() -> RecordingWriter.resume(folder))
          .isInstanceOf(RecordingException.class)
          .hasMessageContaining("somebody else is recording");
    }
    assertThatThrownBy(this::begin)
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("there is a recording");
  }

  private RecordingWriter begin() throws IOException {
    RecordingWriter writer = RecordingWriter.create(folder, "test");
    writer.declare(Recordings.REQUESTS);
    return writer;
  }
}
