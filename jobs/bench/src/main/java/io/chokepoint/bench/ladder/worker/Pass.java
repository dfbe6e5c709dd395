package io.chokepoint.bench.ladder.worker;

/** One reading of the whole stream, from its first record to its last. */
interface Pass extends AutoCloseable {
  /** Reads it; returns when everything that follows from it has been done. */
  void run() throws Exception;

  @Override
  default void close() throws Exception {}
}
