package io.chokepoint.bottleneck.io.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chokepoint.bottleneck.io.file.Recorded.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroContainerFileReaderTest {

  private static final Schema SCHEMA =
      SchemaBuilder.record("Event")
          .fields()
          .requiredString("id")
          .optionalString("topic")
          .requiredInt("n")
          .endRecord();

  private static final int RECORDS = 30;
  private static final int RECORDS_PER_BLOCK = 10;

  private final Path dir;

  AvroContainerFileReaderTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void readsEveryCompressionThatNeedsNoFurtherLibrary() throws Exception {
    for (CodecFactory codec : List.of(CodecFactory.nullCodec(), CodecFactory.deflateCodec(6))) {
      List<Row> rows = read("e.avro", container(codec, null, null), "n", "id", "none");
      assertThat(rows).hasSize(RECORDS);
      assertThat(rows.get(29).position()).isEqualTo(30);
      assertThat(rows.get(29).texts()).containsExactly("29", "id-29", null);
      assertThat(rows.get(29).rawText()).contains("\"id\": \"id-29\"");
      assertThat(rows).extracting(Row::problem).containsOnlyNulls();
    }
  }

  @Test
  void theTopicIsTheHeadersElseTheRecordsElseTheFiles() throws Exception {
    CodecFactory none = CodecFactory.nullCodec();
    assertThat(read("users.requests.avro", container(none, "of.header", "of.record")))
        .extracting(Row::topic)
        .containsOnly("of.header");
    assertThat(read("users.requests.avro", container(none, null, "of.record")))
        .extracting(Row::topic)
        .containsOnly("of.record");
    assertThat(read("users.requests.avro.gz", Recorded.gzip(container(none, null, null))))
        .extracting(Row::topic)
        .containsOnly("users.requests");
  }

  @Test
  void aRecordThatCannotBeReadIsRefusedWithTheRestOfItsBlock() throws Exception {
    byte[] bytes = container(CodecFactory.nullCodec(), null, null);
    int id = indexOf(bytes, "id-13");
    bytes[id - 1] = 0x01; // its length becomes −1
    List<Row> rows = read("e.avro", bytes, "id");
    assertThat(rows).hasSize(RECORDS - 6);
    Row bad = rows.get(13);
    assertThat(bad.position()).isEqualTo(14);
    assertThat(bad.message())
        .contains("e.avro, record 14: ")
        .contains("a length is negative: -1. The 6 records behind it in its block are lost.");
    assertThat(bad.topic()).isNull();
    assertThat(bad.raw()).isNotEmpty();
    assertThat(rows.get(14).position()).isEqualTo(21);
    assertThat(rows.get(14).texts()).containsExactly("id-20");
    assertThat(rows.get(14).problem()).isNull();
  }

  @Test
  void aTextThatIsNotUtf8IsRefusedWhetherItIsAskedForOrNot() throws Exception {
    byte[] bytes = container(CodecFactory.nullCodec(), null, null);
    bytes[indexOf(bytes, "id-09")] = (byte) 0xff;
    List<Row> rows = read("e.avro", bytes, "n");
    assertThat(rows.get(9).message()).contains("is not UTF-8");
    assertThat(rows).hasSize(RECORDS);
  }

  @Test
  void aBlockThatGoesOnBehindItsLastRecordIsRefused() throws Exception {
    byte[] bytes = container(CodecFactory.nullCodec(), null, null);
    bytes[countOfFirstBlock(bytes)] = 2 * (RECORDS_PER_BLOCK - 1);
    List<Row> rows = read("e.avro", bytes, "id");
    assertThat(rows.get(8).message()).contains("the block goes on for ");
    assertThat(rows.get(9).texts()).containsExactly("id-10");
  }

  @Test
  void aFileThatWasCutOffIsToldWhereverTheCutIs() throws Exception {
    byte[] bytes = container(CodecFactory.deflateCodec(6), null, null);
    int ends = 0;
    for (int length = 0; length < bytes.length; length++) {
      Path file = Files.write(dir.resolve("cut.avro"), Arrays.copyOf(bytes, length));
      List<Row> rows = new ArrayList<>();
      try {
        Recorded.readInto(rows, file, "id");
        assertThat(rows.size() % RECORDS_PER_BLOCK).isZero(); // cut exactly between two blocks
        ends++;
      } catch (RecordedFileException e) {
        assertThat(e)
            .hasMessageContaining(
                rows.isEmpty() ? "before its first row" : "after row " + rows.size());
      }
    }
    assertThat(ends).isEqualTo(RECORDS / RECORDS_PER_BLOCK);
  }

  @Test
  void aDamagedBlockEndsTheFile() throws Exception {
    byte[] marker = container(CodecFactory.nullCodec(), null, null);
    marker[marker.length - 1] ^= 1;
    List<Row> rows = new ArrayList<>();
    Path file = Files.write(dir.resolve("e.avro"), marker);
    assertThatExceptionOfType(RecordedFileException.class)
        .isThrownBy(() -> Recorded.readInto(rows, file, "id"))
        .withMessageContaining("after row 20: the file is damaged: a block does not end where");
    assertThat(rows).hasSize(20);
    byte[] packed = container(CodecFactory.deflateCodec(6), null, null);
    packed[dataOfLastBlock(packed)] = (byte) 0xff; // no kind of block that deflate has
    assertThatExceptionOfType(RecordedFileException.class)
        .isThrownBy(() -> read("e.avro", packed, "id"))
        .withMessageContaining("a block cannot be decompressed");
  }

  @Test
  void whatIsNoContainerOfEventsIsTold() throws Exception {
    assertThatExceptionOfType(RecordedFileException.class)
        .isThrownBy(() -> read("e.avro", "id\n1\n".getBytes(UTF_8)))
        .withMessageContaining("this is no Avro object container file");
    ByteArrayOutputStream numbers = new ByteArrayOutputStream();
    Schema number = Schema.create(Schema.Type.INT);
    try (DataFileWriter<Object> out = new DataFileWriter<>(new GenericDatumWriter<>(number))) {
      out.create(number, numbers);
      out.append(1);
    }
    assertThatExceptionOfType(RecordedFileException.class)
        .isThrownBy(() -> read("e.avro", numbers.toByteArray()))
        .withMessageContaining("event's Avro schema must be a record");
  }

  private List<Row> read(String name, byte[] bytes, String... names) throws IOException {
    return Recorded.read(Files.write(dir.resolve(name), bytes), names);
  }

  /** A container of 30 records in three blocks. */
  private static byte[] container(
      CodecFactory codec, @Nullable String headerTopic, @Nullable String topic) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> out =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(SCHEMA))) {
      out.setCodec(codec);
      if (headerTopic != null) {
        out.setMeta(AvroContainerFileReader.TOPIC_KEY, headerTopic);
      }
      out.create(SCHEMA, bytes);
      for (int i = 0; i < RECORDS; i++) {
        GenericData.Record rec =
            new GenericRecordBuilder(SCHEMA)
                .set("id", "id-%02d".formatted(i))
                .set("topic", topic)
                .set("n", i)
                .build();
        out.append(rec);
        if (i % RECORDS_PER_BLOCK == RECORDS_PER_BLOCK - 1) {
          out.sync();
        }
      }
    }
    return bytes.toByteArray();
  }

  /** The first block's count: before its size in two bytes and the first text's length. */
  private static int countOfFirstBlock(byte[] bytes) {
    return indexOf(bytes, "id-00") - 4;
  }

  /** Behind the marker of the block before, a count in one byte and a size in one or two. */
  private static int dataOfLastBlock(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    String marker = text.substring(text.length() - 16);
    int size = text.lastIndexOf(marker, text.length() - 17) + marker.length() + 1;
    return size + (bytes[size] < 0 ? 2 : 1);
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, ISO_8859_1).indexOf(text);
  }
}
