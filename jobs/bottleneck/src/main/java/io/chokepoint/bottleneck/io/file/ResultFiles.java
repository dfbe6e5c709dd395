package io.chokepoint.bottleneck.io.file;

import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.OutputRecordSerializer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/** The results of a bounded run in this process, a file a subtask in one folder. */
public final class ResultFiles implements Sink<OutputRecord>, Serializable {
  private static final long serialVersionUID = 1;
  private static final String PREFIX = "result-";
  private static final int BUFFER_BYTES = 1 << 16;

  private final String folder;

  /**
   * Makes the sink.
   *
   * @param folder an existing folder
   */
  public ResultFiles(Path folder) {
    this.folder = folder.toString();
  }

  @Override
  public SinkWriter<OutputRecord> createWriter(WriterInitContext context) throws IOException {
    Path file = Path.of(folder, PREFIX + context.getTaskInfo().getIndexOfThisSubtask());
    return new Writer(
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)));
  }

  /** Reads the results back once the job has ended. */
  public static List<OutputRecord> read(Path folder) throws IOException {
    List<OutputRecord> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith(PREFIX)).sorted().toList()) {
        readAll(file, records);
      }
    }
    return records;
  }

  private static void readAll(Path file, List<OutputRecord> records) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
      DataInputViewStreamWrapper view = new DataInputViewStreamWrapper(in);
      while (true) {
        in.mark(1);
        if (in.read() < 0) {
          return;
        }
        in.reset();
        records.add(OutputRecordSerializer.INSTANCE.deserialize(view));
      }
    } catch (EOFException cut) {
      throw new IOException(
          "the results in " + file.getFileName() + " end in the middle of a record", cut);
    }
  }

  private static final class Writer implements SinkWriter<OutputRecord> {
    private final DataOutputStream out;
    private final DataOutputViewStreamWrapper view;

    Writer(DataOutputStream out) {
      this.out = out;
      view = new DataOutputViewStreamWrapper(out);
    }

    @Override
    public void write(OutputRecord record, Context context) throws IOException {
      OutputRecordSerializer.INSTANCE.serialize(record, view);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
