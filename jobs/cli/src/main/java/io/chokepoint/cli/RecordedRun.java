package io.chokepoint.cli;

import io.chokepoint.bottleneck.BottleneckRun;
import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.RowDetail;
import io.chokepoint.bottleneck.io.file.RecordedFileException;
import io.chokepoint.cli.local.ClosingStack;
import io.chokepoint.cli.local.TemporaryFolder;
import io.chokepoint.domain.network.Network;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** A run of the job over recorded files, with its temporary files and its word of progress. */
final class RecordedRun {

  /** The JVM's property with the folder for temporary files. */
  private static final String TEMPORARY_FILES = "java.io.tmpdir";

  private RecordedRun() {}

  /**
   * Runs the job.
   *
   * @param detail which rows are asked for
   * @param err is told how far it is
   * @throws PlainException where a file cannot be read to its end
   */
  static BottleneckRun.Result over(
      Network network, List<Path> files, int parallelism, RowDetail detail, PrintWriter err)
      throws Exception {
    String usual = System.getProperty(TEMPORARY_FILES);
    // Closed by the end of the process: the cluster of the run may still write for a moment.
    TemporaryFolder temporary = new ClosingStack().open(TemporaryFolder::create);
    try {
      // Flink and its libraries unpack files there, which are gone with the folder on any exit.
      System.setProperty(TEMPORARY_FILES, temporary.path().toString());
      return BottleneckRun.over(
          network,
          PipelineOptions.defaultsFor(network).with(detail),
          files,
          parallelism,
          new RunProgress(err));
    } catch (RecordedFileException e) {
      throw new PlainException(e.getMessage() == null ? "unreadable file" : e.getMessage(), e);
    } finally {
      System.setProperty(TEMPORARY_FILES, usual);
    }
  }
}
