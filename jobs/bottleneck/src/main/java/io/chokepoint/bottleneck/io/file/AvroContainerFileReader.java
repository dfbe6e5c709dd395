package io.chokepoint.bottleneck.io.file;

import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.bottleneck.io.avro.ContainerBlocks;
import io.chokepoint.bottleneck.io.avro.ContainerRecords;
import io.chokepoint.domain.journey.EventFields;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro object container files. The topic is the header's {@code chokepoint.topic}, else the
 * record's field {@code topic}, else the file's name without its endings.
 *
 * <p>A record that cannot be read is one refused row that stands for the rest of its block as well,
 * since nothing says where the next record begins; reading goes on at the next block.
 */
final class AvroContainerFileReader implements RecordedFileReader {

  /** The header's key for the topic of all records. */
  static final String TOPIC_KEY = "chokepoint.topic";

  private static final String[] TOPIC_NAMES = {TOPIC_FIELD};

  private final Path file;
  private final ContainerBlocks blocks;
  private final ContainerRecords records;
  private final @Nullable String headerTopic;
  private final String fileTopic;
  private final EventFields topicField = new EventFields(1);
  private long leftInBlock;
  private long position;
  private long lost;
  private @Nullable RowProblem problem;

  /** Opens a container of events, or of messages where it is one of a recording. */
  static RecordedFileReader open(Path file, InputStream in) {
    VouchedBytes bytes = new VouchedBytes(in);
    ContainerBlocks blocks = header(file, bytes);
    if (blocks.metadata(RecordingFolder.VERSION_KEY) == null) {
      bytes.vouch(RecordingFolder.Vouched.NOTHING);
      return new AvroContainerFileReader(file, blocks);
    }
    RecordingFolder folder = RecordingFolder.around(file);
    bytes.vouch(folder.vouched(file));
    return new RecordingFileReader(file, bytes, blocks, folder);
  }

  private AvroContainerFileReader(Path file, ContainerBlocks blocks) {
    this.file = file;
    this.blocks = blocks;
    try {
      this.records = new ContainerRecords(blocks.schema());
    } catch (IllegalArgumentException e) {
      throw RecordedFileException.of(
          file, "its schema is not one of events", String.valueOf(e.getMessage()));
    }
    String named = blocks.metadata(TOPIC_KEY);
    this.headerTopic = named == null || named.isEmpty() ? null : named;
    this.fileTopic = RecordedFormat.nameWithoutEndings(file);
  }

  private static ContainerBlocks header(Path file, InputStream in) {
    try {
      return new ContainerBlocks(in);
    } catch (EOFException e) {
      throw RecordedBytes.unreadable(file, 0, e);
    } catch (IOException e) {
      throw RecordedFileException.after(
          file,
          0,
          "this is no Avro object container file: " + e.getMessage(),
          "Record it again, or give it the ending of what it is.",
          e);
    }
  }

  @Override
  public boolean next() {
    problem = null;
    position += lost;
    lost = 0;
    while (leftInBlock == 0) {
      if (!nextBlock()) {
        return false;
      }
    }
    position++;
    leftInBlock--;
    try {
      records.next();
      if (leftInBlock == 0 && records.bytesBehind() > 0) {
        refuse("the block goes on for " + records.bytesBehind() + " bytes behind its last record");
      }
    } catch (MalformedEventException e) {
      lost = leftInBlock;
      leftInBlock = 0;
      refuse(
          e.problem()
              + (lost == 0 ? "" : " The " + lost + " records behind it in its block are lost"));
    }
    return true;
  }

  private boolean nextBlock() {
    try {
      if (!blocks.next()) {
        return false;
      }
    } catch (EOFException e) {
      throw RecordedBytes.unreadable(file, position, e);
    } catch (IOException e) {
      throw RecordedFileException.after(
          file,
          position,
          "the file is damaged: " + e.getMessage(),
          "Copy or record it again; what is before was read.",
          e);
    }
    records.block(blocks.block());
    leftInBlock = blocks.records();
    return true;
  }

  private void refuse(String wrong) {
    String end = wrong.endsWith(".") ? "" : ".";
    problem =
        new RowProblem(RejectReason.MALFORMED, file + ", record " + position + ": " + wrong + end);
  }

  @Override
  public @Nullable RowProblem problem() {
    return problem;
  }

  @Override
  public @Nullable String topicName() {
    if (problem != null || position == 0) {
      return null;
    }
    if (headerTopic != null) {
      return headerTopic;
    }
    records.fields(TOPIC_NAMES, topicField);
    String topic = topicField.text(0);
    return topic == null || topic.isEmpty() ? fileTopic : topic;
  }

  @Override
  public void fields(String[] names, EventFields into) {
    if (problem != null || position == 0) {
      into.clear();
    } else {
      records.fields(names, into);
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public byte[] rawBytes() {
    byte[] bytes = problem == null ? records.json() : records.bytes();
    return bytes.length > RowSplitter.MAX_ROW_BYTES
        ? Arrays.copyOf(bytes, RowSplitter.MAX_ROW_BYTES)
        : bytes;
  }

  @Override
  public void close() {
    try {
      blocks.close();
    } catch (IOException e) {
      throw RecordedBytes.unreadable(file, position, e);
    }
  }
}
