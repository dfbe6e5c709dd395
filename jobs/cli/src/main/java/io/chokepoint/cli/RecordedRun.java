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
   * The options of a run.
   *
   * @param detail which rows are asked for
   * @param baselines what it starts with, and what is kept
   * @param err is told what of that cannot be used
   */
  static PipelineOptions options(
      Network network, RowDetail detail, BaselinesOptions baselines, PrintWriter err)
      throws PlainException {
    return baselines.over(PipelineOptions.defaultsFor(network).with(detail), network, err);
  }

  /**
   * Runs the job.
   *
   * @param options how; see {@link #options}
   * @param err is told how far it is
   * @throws PlainException where a file cannot be read to its end
   */
  static BottleneckRun.Result over(
      Network network, PipelineOptions options, List<Path> files, int parallelism, PrintWriter err)
      throws Exception {
    String usual = System.getProperty(TEMPORARY_FILES);
    // Closed by the end of the process: the cluster of the run may still write for a moment.
    TemporaryFolder temporary = new ClosingStack().open(TemporaryFolder::create);
    try {
      // Flink and its libraries unpack files there, which are gone with the folder on any exit.
      System.setProperty(TEMPORARY_FILES, temporary.path().toString());
      return BottleneckRun.over(network, options, files, parallelism, new RunProgress(err));
    } catch (RecordedFileException e) {
      throw new PlainException(e.getMessage() == null ? "unreadable file" : e.getMessage(), e);
    } finally {
      System.setProperty(TEMPORARY_FILES, usual);
    }
  }
}
