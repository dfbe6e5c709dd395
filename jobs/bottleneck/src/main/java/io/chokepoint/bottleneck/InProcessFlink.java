package io.chokepoint.bottleneck;

import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;

/** Settings of a Flink cluster that is part of this process. */
public final class InProcessFlink {
  /**
   * What is silent here is not dead: the process was stopped, its laptop slept, or others had the
   * processor. There is no other process that could have died alone.
   */
  private static final Duration SILENCE = Duration.ofDays(7);

  private InProcessFlink() {}

  /** What all such clusters have in common; the caller adds its own. */
  public static Configuration configuration() {
    Configuration config = new Configuration();
    config.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, SILENCE);
    return config;
  }
}
