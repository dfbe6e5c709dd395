package io.chokepoint.bench.state;

import java.util.Locale;

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

  /** For people and programs. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value of Flink's {@code state.backend.type}. */
  public String type() {
    return type;
  }
}
