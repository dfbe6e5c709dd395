package io.chokepoint.datagen.imports;

import java.nio.file.Path;

/** Is told now and then how far an import is. */
public interface ImportProgress {

  /**
   * Reading goes on.
   *
   * @param log the log that is read
   * @param rows rows read of all logs
   * @param bytes bytes read of all logs, compressed where they are
   * @param ofBytes bytes that all logs have
   */
  void read(Path log, long rows, long bytes, long ofBytes);

  /** Writing goes on: so many events of all are in the recording. */
  void written(long events, long of);
}
