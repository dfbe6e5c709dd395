package io.chokepoint.bottleneck.io.file;

import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.bottleneck.io.avro.ContainerBlocks;
import io.chokepoint.bottleneck.io.avro.SingleObjectDecoder;
import io.chokepoint.domain.journey.EventFields;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of a recording: messages of one partition as they were in Kafka, whose values are
 * events in Avro single-object encoding.
 *
 * <p>What the manifest vouches for must be there and have its checksum. Behind it, the file may be
 * torn at any byte: it was stopped there. Whole blocks count, and the first that is not whole is
 * the end.
 */
final class RecordingFileReader implements RecordedFileReader {
  /** What is needed of a message. */
  private static final Schema NEEDED =
      SchemaBuilder.record("RecordedMessage")
          .namespace("io.chokepoint.recording")
          .fields()
          .requiredLong("offset")
          .optionalBytes("value")
          .endRecord();

  private static final byte[] NO_VALUE = {};

  private final Path file;
  private final VouchedBytes bytes;
  private final ContainerBlocks blocks;
  private final GenericDatumReader<GenericRecord> messages;
  private final @Nullable String topic;
  private final List<Schema> schemas;
  private final Map<String[], SingleObjectDecoder> decodersOfNames = new IdentityHashMap<>();
  private final Queue<byte[]> left = new ArrayDeque<>();
  private byte[] value = NO_VALUE;
  private long nextOffset;
  private long position;
  private boolean checked;
  private @Nullable RowProblem problem;

  RecordingFileReader(
      Path file, VouchedBytes bytes, ContainerBlocks blocks, RecordingFolder folder) {
    this.file = file;
    this.bytes = bytes;
    this.blocks = blocks;
    messages = new GenericDatumReader<>(blocks.schema(), NEEDED);
    topic = blocks.metadata(AvroContainerFileReader.TOPIC_KEY);
    schemas = folder.schemas();
  }

  @Override
  public boolean next() {
    problem = null;
    value = NO_VALUE;
    while (left.isEmpty()) {
      boolean vouched = !atTornEnd();
      try {
        if (!blocks.next()) {
          if (vouched) {
            throw RecordedFileException.after(
                file,
                position,
                "the file was cut off: the recording's manifest has more of it",
                "Copy the recording again, whole.",
                null);
          }
          return false;
        }
        left.addAll(valuesOfBlock());
      } catch (IOException e) {
        if (!vouched) {
          return false;
        }
        throw RecordedFileException.after(
            file,
            position,
            "the file is damaged (" + e.getMessage() + ")",
            "Copy the recording again.",
            e);
      }
    }
    position++;
    value = left.remove();
    if (value == NO_VALUE) {
      refuse(RejectReason.MALFORMED, "the message has no value");
    }
    return true;
  }

  /** Whether what follows is not vouched for; checks what was before it when it is reached. */
  private boolean atTornEnd() {
    if (!bytes.isBehind()) {
      return false;
    }
    if (!checked) {
      checked = true;
      if (!bytes.isSound()) {
        throw RecordedFileException.after(
            file,
            position,
            "the file is damaged: it does not have the checksum that the recording's manifest says",
            "Copy the recording again.",
            null);
      }
    }
    return true;
  }

  private List<byte[]> valuesOfBlock() throws IOException {
    List<byte[]> values = new ArrayList<>();
    BinaryDecoder in = DecoderFactory.get().binaryDecoder(blocks.block(), null);
    long next = nextOffset;
    GenericRecord message = null;
    try {
      for (long i = 0; i < blocks.records(); i++) {
        message = messages.read(message, in);
        long offset = (Long) message.get("offset");
        if (offset < next) {
          throw new IOException("offset " + offset + " stands behind offset " + (next - 1));
        }
        next = offset + 1;
        values.add(bytesOf((ByteBuffer) message.get("value")));
      }
      if (!in.isEnd()) {
        throw new IOException("a block goes on behind its last message");
      }
    } catch (RuntimeException e) {
      // Bytes that are not what they claim to be fail in Avro in many ways, by no common type.
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
    nextOffset = next;
    return values;
  }

  private static byte[] bytesOf(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return NO_VALUE;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private void refuse(RejectReason reason, String wrong) {
    String end = wrong.endsWith(".") ? "" : ".";
    problem = new RowProblem(reason, file + ", message " + position + ": " + wrong + end);
  }

  @Override
  public @Nullable RowProblem problem() {
    return problem;
  }

  @Override
  public @Nullable String topicName() {
    return problem != null || position == 0 ? null : topic;
  }

  @Override
  public void fields(String[] names, EventFields into) {
    into.clear();
    if (problem != null || position == 0) {
      return;
    }
    try {
      decodersOfNames
          .computeIfAbsent(names, needed -> new SingleObjectDecoder(needed, schemas))
          .decode(value, into);
    } catch (MalformedEventException e) {
      into.clear();
      refuse(e.reason(), e.problem());
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public byte[] rawBytes() {
    return Arrays.copyOf(value, Math.min(value.length, RowSplitter.MAX_ROW_BYTES));
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
