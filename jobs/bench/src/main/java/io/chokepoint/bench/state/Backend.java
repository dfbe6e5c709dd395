package io.chokepoint.bench.state;

/** Where the job keeps its state. */
public enum Backend {
  /** On the heap, as objects; what the demo uses. */
  HEAP("hashmap"),
  /** In RocksDB, with timers on the heap, as {@code docker/flink/config.yaml} has it. */
  ROCKSDB("rocksdb");

  private final String type;

  Backend(String type) {
    this.type = type;
  }

  /** The value of Flink's {@code state.backend.type}. */
  String type() {
    return type;
  }
}
