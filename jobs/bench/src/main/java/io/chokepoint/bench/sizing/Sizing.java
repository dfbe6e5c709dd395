package io.chokepoint.bench.sizing;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Network;
import java.time.Duration;

/**
 * What one rate of events needs.
 *
 * @param eventsPerSecond the rate
 * @param openJourneys how many are open at a time: those that begin while one is kept
 * @param heapCores task slots, of a core each, with state on the heap
 * @param heapGigabytes heap of all task managers together
 * @param rocksDbCores the same with state in RocksDB
 * @param diskGigabytes of all local disks, and of a checkpoint, with RocksDB
 */
public record Sizing(
    double eventsPerSecond,
    double openJourneys,
    double heapCores,
    double heapGigabytes,
    double rocksDbCores,
    double diskGigabytes) {
  /**
   * How busy a core may be: the rest is for catching up after a failure, which takes 1.5 times as
   * long as the failure then, and for what is busier than the mean.
   */
  public static final double BUSY = 0.6;

  /**
   * Heap for each byte that is live: a collector that has less than half free collects for ever.
   */
  public static final double HEAP_PER_LIVE = 2;

  /** Disk for each byte that is stored: RocksDB keeps old versions until it compacts. */
  public static final double DISK_PER_STORED = 2;

  private static final double GIGA = 1e9;

  /**
   * How long a journey of the network is kept: its longest line, and then the retention.
   *
   * @param network a checked network
   */
  public static Duration kept(Network network) {
    long retention = PipelineOptions.defaultsFor(network).retentionMillis();
    long longest = 0;
    for (PathPlan plan : PathPlan.allOf(network)) {
      longest =
          Math.max(longest, plan.spanMillis() + Math.max(retention, plan.verdictDelayMillis()));
    }
    return Duration.ofMillis(longest);
  }

  /**
   * What a rate needs.
   *
   * @param eventsPerJourney of all topics together
   * @param kept as of {@link #kept}
   */
  public static Sizing of(
      double eventsPerSecond, double eventsPerJourney, Duration kept, Measured measured) {
    double open = eventsPerSecond / eventsPerJourney * kept.toSeconds();
    double perCore = 1e3 * measured.thousandPerCpuSecond() * BUSY;
    return new Sizing(
        eventsPerSecond,
        open,
        Math.ceil(eventsPerSecond / perCore),
        open * measured.heapBytes() * HEAP_PER_LIVE / GIGA,
        Math.ceil(eventsPerSecond / (perCore * measured.rocksDbShare())),
        open * measured.diskBytes() * DISK_PER_STORED / GIGA);
  }
}
