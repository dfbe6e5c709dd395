package io.chokepoint.bench.latency;

import io.chokepoint.bench.latency.LatencyLevel.Times;
import io.chokepoint.bench.latency.SeenResult.Kind;
import io.chokepoint.bench.local.MachineLoad;
import io.chokepoint.bench.local.RunningJob;
import io.chokepoint.bench.state.Backend;
import io.chokepoint.bottleneck.BottleneckJob;
import io.chokepoint.bottleneck.JobOptions;
import io.chokepoint.domain.network.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * The whole job with exactly-once sinks reads a simulated network in real time, an incident and
 * all, at some levels of load; what it says is read as everybody reads it, committed.
 */
public final class LatencyBenchmark {
  /** Of the network that the job learns from and that goes on beneath the levels. */
  private static final double HISTORY_REQUESTS_PER_MINUTE = 600;

  /** Catalogs and beats included, roughly. */
  private static final double HISTORY_EVENTS_PER_REQUEST = 4;

  /** Half of the requests are turned away in the incident, and the others go on for an hour. */
  private static final double LEVEL_EVENTS_PER_REQUEST = 2;

  /** The incident begins so long before the levels: its alert is due while they last. */
  private static final Duration INCIDENT_BEFORE = Duration.ofMinutes(5);

  /** How late a job that keeps up may be beside its checkpoints. */
  private static final double GRACE_SECONDS = 3;

  /** The first of a backlog is read by code that is not yet compiled. */
  private static final double COLD = 0.3;

  private static final long MILLIS_A_MINUTE = 60_000;
  private static final double MILLIS_A_SECOND = 1e3;
  private static final long TELL_EVERY_MILLIS = 5_000;

  /**
   * What a benchmark found.
   *
   * @param plan what was measured
   * @param rate events a second that the job sustains
   * @param levels one for each share
   * @param load of the machine meanwhile
   */
  public record Report(
      LatencyPlan plan, double rate, List<LatencyLevel> levels, MachineLoad load) {}

  private final LatencyPlan plan;
  private final Consumer<String> progress;
  private final OpenLoop loop;
  private final CommittedOffsets offsets;
  private final ResultWatch watch;
  private final RunningJob job;
  private final List<SeenResult> seen = new ArrayList<>();

  /** A level, while it is measured. */
  private record Window(
      double share, long fromMillis, long toMillis, long written, long unread, long behindMillis) {}

  private LatencyBenchmark(
      LatencyPlan plan,
      Consumer<String> progress,
      OpenLoop loop,
      CommittedOffsets offsets,
      ResultWatch watch,
      RunningJob job) {
    this.plan = plan;
    this.progress = progress;
    this.loop = loop;
    this.offsets = offsets;
    this.watch = watch;
    this.job = job;
  }

  /**
   * Measures.
   *
   * @param network the default network, whose topics and result topics the broker has
   * @param settings of the job and its cluster beside those of a local run
   * @param folder an empty folder for checkpoints, which the caller deletes
   * @param progress is told in words how far it is
   */
  public static Report run(
      Network network,
      LatencyPlan plan,
      Configuration settings,
      String bootstrapServers,
      Path folder,
      Consumer<String> progress)
      throws Exception {
    double loadBefore = MachineLoad.now();
    Judgeable judgeable = new Judgeable(network);
    try (OpenLoop loop = new OpenLoop(network, judgeable, bootstrapServers);
        CommittedOffsets offsets = new CommittedOffsets(bootstrapServers);
        ResultWatch watch = new ResultWatch(judgeable, bootstrapServers)) {
      long now = System.currentTimeMillis();
      loop.add(
          plan.seed(),
          now - plan.history().toMillis(),
          Duration.ofDays(1),
          HISTORY_REQUESTS_PER_MINUTE,
          plan.history().compareTo(INCIDENT_BEFORE) > 0
              ? plan.history().minus(INCIDENT_BEFORE)
              : Duration.ZERO);
      progress.accept("writing " + plan.history().toMinutes() + " minutes of history…");
      long history = loop.writeUntil(now);
      progress.accept(
          String.format(Locale.ROOT, "%,d events of history; starting the job…", history));
      Configuration config = new Configuration(Backend.HEAP.settings(folder));
      config.addAll(settings);
      config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, plan.checkpoints());
      try (RunningJob job =
          RunningJob.start(
              folder, config, env -> BottleneckJob.wire(env, network, options(bootstrapServers)))) {
        loop.start();
        LatencyBenchmark benchmark =
            new LatencyBenchmark(plan, progress, loop, offsets, watch, job);
        double caughtUp = benchmark.catchUp(history);
        Double given = plan.rate();
        double rate = given == null ? caughtUp : given;
        return new Report(plan, rate, benchmark.levels(rate), MachineLoad.since(loadBefore));
      }
    }
  }

  private static Configuration options(String bootstrapServers) {
    Configuration options = new Configuration();
    options.set(JobOptions.BOOTSTRAP, bootstrapServers);
    options.set(JobOptions.DELIVERY, DeliveryGuarantee.EXACTLY_ONCE);
    options.set(JobOptions.TRANSACTIONAL_ID_PREFIX, "latency");
    return options;
  }

  /** Waits until the history is read; events a second of its later part. */
  private double catchUp(long history) throws Exception {
    long coldNanos = 0;
    long coldEvents = 0;
    long told = System.currentTimeMillis();
    while (true) {
      read();
      long committed = offsets.sum();
      if (coldEvents == 0 && committed >= COLD * history) {
        coldNanos = System.nanoTime();
        coldEvents = committed;
      }
      if (committed >= history) {
        double rate = (committed - coldEvents) * 1e9 / Math.max(1, System.nanoTime() - coldNanos);
        progress.accept(
            String.format(Locale.ROOT, "the history is read, by %,.0f events a second", rate));
        return rate;
      }
      if (System.currentTimeMillis() - told > TELL_EVERY_MILLIS) {
        told = System.currentTimeMillis();
        progress.accept(
            String.format(
                Locale.ROOT, "%.0f %% of the history are read…", 100.0 * committed / history));
      }
    }
  }

  private List<LatencyLevel> levels(double rate) throws Exception {
    double beneath = HISTORY_REQUESTS_PER_MINUTE * HISTORY_EVENTS_PER_REQUEST / 60;
    List<Window> windows = new ArrayList<>();
    for (double share : plan.shares()) {
      double target = rate * share;
      long start = System.currentTimeMillis();
      if (target > beneath) {
        loop.add(
            plan.seed() + 1 + windows.size(),
            start,
            plan.rampUp().plus(plan.lasts()),
            (target - beneath) * 60 / LEVEL_EVENTS_PER_REQUEST,
            Duration.ZERO);
      }
      progress.accept(
          String.format(
              Locale.ROOT,
              "%.0f %% of %,.0f events a second, for %d s and %d s…",
              100 * share,
              rate,
              plan.rampUp().toSeconds(),
              plan.lasts().toSeconds()));
      readUntil(start + plan.rampUp().toMillis());
      long before = loop.written();
      loop.behindMillis();
      long from = System.currentTimeMillis();
      readUntil(from + plan.lasts().toMillis());
      long written = loop.written();
      windows.add(
          new Window(
              share,
              from,
              System.currentTimeMillis(),
              written - before,
              written - offsets.sum(),
              loop.behindMillis()));
    }
    // What could be known at the very end is readable some checkpoints later.
    readUntil(
        System.currentTimeMillis()
            + 3 * plan.checkpoints().toMillis()
            + (long) (GRACE_SECONDS * MILLIS_A_SECOND));
    return windows.stream().map(this::level).toList();
  }

  private LatencyLevel level(Window window) {
    double seconds = (window.toMillis - window.fromMillis) / MILLIS_A_SECOND;
    double eventsPerSecond = window.written / seconds;
    double allowed =
        eventsPerSecond * (plan.checkpoints().toMillis() / MILLIS_A_SECOND + GRACE_SECONDS);
    List<Times> times = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<SeenResult> within =
          seen.stream()
              .filter(
                  result ->
                      result.kind() == kind
                          && result.judgeableMillis() >= window.fromMillis
                          && result.judgeableMillis() < window.toMillis)
              .toList();
      times.add(
          new Times(
              kind.words(),
              quantiles(within, SeenResult::fromEventMillis),
              quantiles(within, SeenResult::fromJudgeableMillis)));
    }
    return new LatencyLevel(
        window.share,
        eventsPerSecond,
        window.unread,
        window.unread <= allowed,
        window.behindMillis,
        times);
  }

  private static Quantiles quantiles(List<SeenResult> of, ToLongFunction<SeenResult> millis) {
    return Quantiles.of(of.stream().mapToLong(millis).toArray());
  }

  private void readUntil(long moment) throws Exception {
    long told = System.currentTimeMillis();
    while (System.currentTimeMillis() < moment) {
      read();
      if (System.currentTimeMillis() - told > MILLIS_A_MINUTE / 2) {
        told = System.currentTimeMillis();
        progress.accept(
            String.format(
                Locale.ROOT,
                "%,d results so far, %d s to go…",
                seen.size(),
                (moment - told) / 1_000));
      }
    }
    loop.failIfOver();
    job.failIfOver();
  }

  private void read() throws Exception {
    seen.addAll(watch.read());
  }
}
