package io.chokepoint.cli;

import io.chokepoint.bench.state.Backend;
import java.util.List;

/** Which backends a benchmark measures. */
enum BackendChoice {
  /** Flink's heap backend alone. */
  HEAP(List.of(Backend.HEAP)),
  /** RocksDB alone. */
  ROCKSDB(List.of(Backend.ROCKSDB)),
  /** One after the other. */
  BOTH(List.of(Backend.HEAP, Backend.ROCKSDB));

  private final List<Backend> backends;

  BackendChoice(List<Backend> backends) {
    this.backends = backends;
  }

  /** In the order in which they are measured. */
  List<Backend> backends() {
    return backends;
  }
}
