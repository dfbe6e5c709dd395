package io.chokepoint.datagen.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TornRecordingTest {
  private static final String FILE = "users.requests-0.avro";

  /** Resuming waits for the disk several times, so only some of the lengths are resumed. */
  private static final int RESUMED_EVERY = 7;

  private final Path folder;
  private final Path file;
  private final Path manifest;

  TornRecordingTest(@TempDir Path folder) {
    this.folder = folder;
    file = folder.resolve(FILE);
    manifest = folder.resolve(RecordingManifest.FILE);
  }

  @Test
  void aFileThatIsTornAtAnyByteOfTheLastBlockGivesWhatIsBefore() throws IOException {
    List<RecordedMessage> messages = Recordings.varied(0, 10, 1);
    byte[] committed = write(messages.subList(0, 5), messages.subList(5, 10));
    byte[] whole = Files.readAllBytes(file);
    long before = RecordedLength.of(committed);
    for (int length = (int) before; length <= whole.length; length++) {
      Files.write(manifest, committed);
      Files.write(file, Arrays.copyOf(whole, length));
      int readable = length == whole.length ? 10 : 5;
      assertThat(Recordings.read(folder, 0)).isEqualTo(messages.subList(0, readable));
      if (length % RESUMED_EVERY != 0 && length < whole.length) {
        continue;
      }
      try (RecordingWriter writer = RecordingWriter.resume(folder)) {
        for (RecordedMessage message : messages.subList(readable, 10)) {
          writer.append(message);
        }
      }
      assertThat(Recordings.read(folder, 0)).isEqualTo(messages);
    }
  }

  @Test
  void aByteThatIsWrongBehindWhatWasCommittedEndsWhatCounts() throws IOException {
    List<RecordedMessage> messages = Recordings.varied(0, 8, 2);
    byte[] committed = write(messages.subList(0, 4), messages.subList(4, 8));
    byte[] whole = Files.readAllBytes(file);
    Files.write(manifest, committed);
    SplittableRandom random = new SplittableRandom(2);
    for (int at = (int) RecordedLength.of(committed); at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, damaged);
      assertThat(Recordings.read(folder, 0)).isEqualTo(messages.subList(0, 4));
    }
  }

  @Test
  void zeroesThatALossOfPowerLeftAreCutOff() throws IOException {
    List<RecordedMessage> messages = Recordings.varied(0, 10, 3);
    write(messages, List.of());
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100_000));
    assertThat(Recordings.read(folder, 0)).isEqualTo(messages);
  }

  @Test
  void aFileThatTheManifestDoesNotHaveYetCountsAtAnyLength() throws IOException {
    List<RecordedMessage> messages = Recordings.varied(0, 5, 4);
    byte[] empty;
    try (RecordingWriter writer = begin()) {
      writer.commit();
      empty = Files.readAllBytes(manifest);
      for (RecordedMessage message : messages) {
        writer.append(message);
      }
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(manifest, empty);
      Files.write(file, Arrays.copyOf(whole, length));
      int readable = length == whole.length ? 5 : 0;
      assertThat(Recordings.read(folder, 0)).isEqualTo(messages.subList(0, readable));
    }
    Files.write(file, Arrays.copyOf(whole, 30));
    try (RecordingWriter writer = RecordingWriter.resume(folder)) {
      for (RecordedMessage message : messages) {
        writer.append(message);
      }
    }
    assertThat(Recordings.read(folder, 0)).isEqualTo(messages);
  }

  @Test
  void aByteThatIsWrongInWhatWasCommittedIsFound() throws IOException {
    write(Recordings.varied(0, 2, 5), List.of());
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      assertThatThrownBy(() -> RecordingReader.open(folder))
          .isInstanceOf(RecordingException.class)
          .hasMessageContaining(FILE)
          .hasMessageContaining("damaged")
          .hasMessageContaining("Copy the recording again");
    }
  }

  @Test
  void aFileThatIsShorterThanWhatWasCommittedIsNamed() throws IOException {
    write(Recordings.varied(0, 10, 6), List.of());
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(cut.length() - 1);
    }
    assertThatThrownBy(() -> RecordingReader.open(folder))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("cut off");
    Files.delete(file);
    assertThatThrownBy(() -> RecordingWriter.resume(folder))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining(FILE)
        .hasMessageContaining("is not there");
  }

  @Test
  void aManifestThatIsMissingOrNoneIsNamed() throws IOException {
    write(Recordings.varied(0, 10, 7), List.of());
    byte[] sound = Files.readAllBytes(manifest);
    for (String wrong : List.of("", "{", "[]", "{\"chokepoint_recording\": 1}")) {
      Files.writeString(manifest, wrong);
      assertThatThrownBy(() -> RecordingReader.open(folder))
          .isInstanceOf(RecordingException.class)
          .hasMessageContaining("the manifest is damaged");
    }
    for (int length = 0; length < sound.length - 2; length += 7) {
      Files.write(manifest, Arrays.copyOf(sound, length));
      assertThatThrownBy(() -> RecordingReader.open(folder)).isInstanceOf(RecordingException.class);
    }
    Files.delete(manifest);
    assertThatThrownBy(() -> RecordingReader.open(folder))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("there is no manifest.json");
    assertThatThrownBy(() -> RecordingReader.open(folder.resolve("nowhere")))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("this is no folder");
  }

  @Test
  void aNewerFormatIsNotGuessedAt() throws IOException {
    Files.writeString(manifest, "{\"chokepoint_recording\": 2}");
    assertThatThrownBy(() -> RecordingReader.open(folder))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("format 2");
  }

  @Test
  void aManifestThatWasNotFinishedDoesNotCount() throws IOException {
    List<RecordedMessage> messages = Recordings.varied(0, 10, 8);
    write(messages, List.of());
    Files.writeString(folder.resolve("manifest.json.new"), "{\"chokepoint_rec");
    assertThat(Recordings.read(folder, 0)).isEqualTo(messages);
    try (RecordingWriter writer = RecordingWriter.resume(folder)) {
      writer.commit();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      assertThat(inside).noneMatch(path -> path.toString().endsWith(".new"));
    }
  }

  /** Writes messages; returns the manifest as it was when the first part was committed. */
  private byte[] write(List<RecordedMessage> first, List<RecordedMessage> second)
      throws IOException {
    byte[] committed;
    try (RecordingWriter writer = begin()) {
      for (RecordedMessage message : first) {
        writer.append(message);
      }
      writer.commit();
      committed = Files.readAllBytes(manifest);
      for (RecordedMessage message : second) {
        writer.append(message);
      }
    }
    return committed;
  }

  private RecordingWriter begin() throws IOException {
    RecordingWriter writer = RecordingWriter.create(folder, "test");
    writer.declare(Recordings.REQUESTS);
    return writer;
  }

  /** The length of the only file of a manifest. */
  private static final class RecordedLength {
    static long of(byte[] manifest) throws IOException {
      return new com.fasterxml.jackson.databind.ObjectMapper()
          .readTree(manifest)
          .at("/files/0/bytes")
          .asLong();
    }
  }
}
