package io.chokepoint.bottleneck.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.domain.journey.EventFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFileReaderTest {
  /** A schema that only the recording knows. */
  private static final Schema EVENT =
      SchemaBuilder.record("Order").fields().requiredLong("at").requiredString("id").endRecord();

  private static final Schema MESSAGE =
      SchemaBuilder.record("RecordedMessage")
          .namespace("io.chokepoint.recording")
          .fields()
          .requiredInt("partition")
          .requiredLong("offset")
          .optionalBytes("key")
          .optionalBytes("value")
          .endRecord();

  private static final String[] NAMES = {"at", "id"};
  private static final byte[] NO_VALUE = {};

  private final Path folder;
  private final Path file;

  RecordingFileReaderTest(@TempDir Path folder) {
    this.folder = folder;
    file = folder.resolve("orders-0.avro");
  }

  @Test
  void valuesAreReadBySchemasOfTheManifest() throws Exception {
    List<Integer> ends = write(event(1), event(2), event(3));
    manifest(ends.get(3));
    assertThat(RecordedFileReader.filesOf(folder)).containsExactly(file);
    assertThat(read()).containsExactly("1/o1", "2/o2", "3/o3");
  }

  @Test
  void whatIsNoEventIsRefusedAndReadingGoesOn() throws Exception {
    List<Integer> ends = write(event(1), NO_VALUE, new byte[] {1, 2, 3}, event(4));
    manifest(ends.get(4));
    assertThat(read())
        .containsExactly("1/o1", "MALFORMED message 2", "MALFORMED message 3", "4/o4");
  }

  @Test
  void aFileThatIsTornBehindWhatIsVouchedForEndsWithItsLastWholeMessage() throws Exception {
    List<Integer> ends = write(event(1), event(2), event(3));
    byte[] whole = Files.readAllBytes(file);
    for (int length = ends.get(1); length <= whole.length; length++) {
      Files.write(file, whole);
      manifest(ends.get(1));
      Files.write(file, Arrays.copyOf(whole, length));
      int messages = length == whole.length ? 3 : length >= ends.get(2) ? 2 : 1;
      assertThat(read()).hasSize(messages);
    }
  }

  @Test
  void nothingWrongIsReadBehindWhatIsVouchedFor() throws Exception {
    List<Integer> ends = write(event(1), event(2), event(3));
    manifest(ends.get(1));
    byte[] whole = Files.readAllBytes(file);
    int found = 0;
    for (int at = ends.get(1); at < ends.get(2); at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x55;
      Files.write(file, damaged);
      List<String> rows = read();
      assertThat(rows).isEqualTo(List.of("1/o1", "2/o2", "3/o3").subList(0, rows.size()));
      found += rows.size() == 1 ? 1 : 0;
    }
    // Some bits of a compressed block say nothing about its content.
    assertThat(found).isGreaterThan(9 * (ends.get(2) - ends.get(1)) / 10);
  }

  @Test
  void damageInWhatIsVouchedForIsNamed() throws Exception {
    List<Integer> ends = write(event(1), event(2), event(3));
    manifest(ends.get(3));
    byte[] whole = Files.readAllBytes(file);
    for (int at = ends.get(0); at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      assertThatThrownBy(this::read)
          .isInstanceOf(RecordedFileException.class)
          .hasMessageContaining("orders-0.avro")
          .hasMessageContaining("Copy the recording again");
    }
    Files.write(file, Arrays.copyOf(whole, ends.get(2)));
    assertThatThrownBy(this::read)
        .isInstanceOf(RecordedFileException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void aManifestThatIsMissingOrDamagedIsNamed() throws Exception {
    write(event(1));
    assertThatThrownBy(() -> RecordedFileReader.filesOf(folder))
        .isInstanceOf(RecordedFileException.class)
        .hasMessageContaining("without manifest.json");
    Files.writeString(folder.resolve("manifest.json"), "{\"chokepoint_recording\":");
    assertThatThrownBy(() -> RecordedFileReader.filesOf(folder))
        .isInstanceOf(RecordedFileException.class)
        .hasMessageContaining("the manifest is damaged");
    Files.writeString(folder.resolve("manifest.json"), "{\"chokepoint_recording\":7}");
    assertThatThrownBy(() -> RecordedFileReader.filesOf(folder))
        .isInstanceOf(RecordedFileException.class)
        .hasMessageContaining("format 7");
  }

  @Test
  void aFileThatWasBegunAfterTheManifestIsReadOnceItsHeaderIsWhole() throws Exception {
    List<Integer> ends = write(event(1));
    manifest(ends.get(1));
    Path begun = folder.resolve("orders-1.avro");
    byte[] whole = Files.readAllBytes(file);
    Files.write(begun, Arrays.copyOf(whole, ends.get(0) - 1));
    assertThat(RecordedFileReader.filesOf(folder)).containsExactly(file);
    Files.write(begun, Arrays.copyOf(whole, ends.get(0)));
    assertThat(RecordedFileReader.filesOf(folder)).containsExactly(file, begun);
  }

  private static byte[] event(long number) throws IOException {
    GenericRecord event = new GenericData.Record(EVENT);
    event.put("at", number);
    event.put("id", "o" + number);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), EVENT).encode(event, bytes);
    return bytes.toByteArray();
  }

  /** Writes a block a message; gives where the header and each of them end. */
  private List<Integer> write(byte[]... values) throws IOException {
    List<Integer> ends = new ArrayList<>();
    try (DataFileWriter<GenericRecord> avro =
        new DataFileWriter<>(new GenericDatumWriter<>(MESSAGE))) {
      avro.setCodec(CodecFactory.zstandardCodec(1, true));
      avro.setMeta("chokepoint.recording", "1");
      avro.setMeta("chokepoint.topic", "orders");
      avro.setMeta("chokepoint.partition", 0);
      avro.create(MESSAGE, file.toFile());
      ends.add((int) avro.sync());
      for (int i = 0; i < values.length; i++) {
        GenericRecord message = new GenericData.Record(MESSAGE);
        byte[] value = values[i];
        message.put("partition", 0);
        message.put("offset", (long) i);
        message.put("value", value.length == 0 ? null : ByteBuffer.wrap(value));
        avro.append(message);
        ends.add((int) avro.sync());
      }
    }
    return ends;
  }

  private void manifest(int bytes) throws Exception {
    byte[] vouched = Arrays.copyOf(Files.readAllBytes(file), bytes);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(vouched));
    String fingerprint =
        HexFormat.of().toHexDigits(SchemaNormalization.parsingFingerprint64(EVENT));
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"chokepoint_recording": 1,
         "files": [{"file": "orders-0.avro", "bytes": %d, "sha256": "%s"}],
         "schemas": {"%s": %s}}
        """
            .formatted(bytes, sha256, fingerprint, EVENT));
  }

  private List<String> read() {
    List<String> rows = new ArrayList<>();
    EventFields fields = new EventFields(NAMES.length);
    try (RecordedFileReader reader = RecordedFileReader.open(file)) {
      while (reader.next()) {
        if (reader.problem() == null) {
          assertThat(reader.topicName()).isEqualTo("orders");
          reader.fields(NAMES, fields);
        }
        RowProblem problem = reader.problem();
        if (problem == null) {
          rows.add(fields.text(0) + "/" + fields.text(1));
        } else {
          assertThat(problem.reason()).isEqualTo(RejectReason.MALFORMED);
          rows.add(problem.reason() + " message " + reader.position());
        }
      }
    }
    return rows;
  }
}
