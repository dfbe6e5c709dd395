package io.chokepoint.cli.demo;

import io.chokepoint.cli.live.LiveModel;
import io.chokepoint.cli.live.LiveView;
import io.chokepoint.cli.live.ResultsReader;
import io.chokepoint.cli.live.Terminal;
import io.chokepoint.cli.local.ClosingStack;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.LocalFlink;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.console.Console;
import io.chokepoint.console.ConsoleOptions;
import io.chokepoint.console.memory.Bounds;
import io.chokepoint.datagen.Pace;
import io.chokepoint.datagen.Simulation;
import io.chokepoint.datagen.SimulationOptions;
import io.chokepoint.datagen.sink.KafkaEventSink;
import io.chokepoint.domain.network.Network;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a network in fast motion, with all that it needs inside this process. */
public final class Demo {

  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

  /** Two: enough to show that a job is parallel, and what the smallest laptops have cores for. */
  private static final int PARALLELISM = 2;

  /** When no new row has come for this long after the end, none will. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  /** Nobody waits longer than this for the last rows. */
  private static final Duration LAST_ROWS_WITHIN = Duration.ofSeconds(20);

  private final Network network;
  private final DemoOptions options;
  private final Terminal terminal;

  /** A demonstration of a network on a terminal. */
  public Demo(Network network, DemoOptions options, Terminal terminal) {
    this.network = network;
    this.options = options;
    this.terminal = terminal;
  }

  /**
   * Shows it from start to end. Ctrl-C closes everything as the end does.
   *
   * @throws Exception if something does not start or fails on the way
   */
  public void show() throws Exception {
    SimulationOptions simulated = simulated();
    // First, because a network that cannot be simulated needs no broker.
    Simulation simulation = new Simulation(network, simulated);
    LiveModel model = new LiveModel(network);
    try (ClosingStack open = new ClosingStack()) {
      try {
        open.open(() -> terminal::finish);
        show(open, simulation, simulated, model);
        terminal.finish();
        Summary.of(model, simulation.truth()).forEach(terminal::say);
      } catch (Exception | LinkageError e) {
        if (!open.isClosing()) {
          throw e;
        }
        // What fails while everything is being closed fails because of it, down to classes whose
        // initialisation asks for something that an ending JVM no longer gives.
        LOG.debug("stopped", e);
      }
    }
  }

  private void show(
      ClosingStack open, Simulation simulation, SimulationOptions simulated, LiveModel model)
      throws Exception {
    terminal.say("Starting a Kafka broker and a Flink cluster in this process…");
    LocalBroker broker = open.open(LocalBroker::start);
    LocalTopics.create(broker.bootstrapServers(), network, PARALLELISM);
    LocalFlink flink = open.open(() -> LocalFlink.start(PARALLELISM));
    JobID job = EmbeddedJob.start(flink, network, broker.bootstrapServers(), PARALLELISM);
    ResultsReader reader = open.open(() -> ResultsReader.start(broker.bootstrapServers(), model));
    Console console =
        open.open(
            () -> Console.live(ConsoleOptions.local(), broker.bootstrapServers(), Bounds.USUAL));
    introduce(flink, broker, console, simulated);
    DesktopBrowser.open(console.address(), System.getenv());
    Playback playback =
        open.open(
            () ->
                Playback.start(
                    simulation,
                    new Playback.Span(
                        simulated.startMillis() + options.history().toMillis(),
                        simulated.endMillis()),
                    new Pace(options.speed()),
                    new KafkaEventSink(broker.bootstrapServers())));
    LiveView view = new LiveView(model, terminal);
    while (!playback.awaitEnd(LiveView.REDRAWN_EVERY)) {
      EmbeddedJob.requireRunning(flink, job);
      reader.check();
      view.show(System.nanoTime());
    }
    awaitLastRows(model, view, reader);
  }

  private void introduce(
      LocalFlink flink, LocalBroker broker, Console console, SimulationOptions simulated) {
    List.of(
            "Live page: " + console.address(),
            "Flink web UI: " + flink.webAddress() + "   Kafka: " + broker.bootstrapServers(),
            String.format(
                "Simulating %d minutes of %s: the first %d at once, for the job to learn what is usual,"
                    + " then in fast motion (%.0f times), for %d s. Ctrl-C ends it.",
                simulated.duration().toMinutes(),
                network.name(),
                options.history().toMinutes(),
                options.speed(),
                options.length().toSeconds()),
            options.beginsTooEarly()
                ? "The scenario begins so early that what changes by it may be learnt as usual."
                : "")
        .forEach(terminal::say);
  }

  private static void awaitLastRows(LiveModel model, LiveView view, ResultsReader reader)
      throws InterruptedException {
    long endNanos = System.nanoTime() + LAST_ROWS_WITHIN.toNanos();
    long rows = model.rowsRead();
    long changedNanos = System.nanoTime();
    while (System.nanoTime() < endNanos && System.nanoTime() - changedNanos < QUIET.toNanos()) {
      Thread.sleep(LiveView.REDRAWN_EVERY.toMillis());
      reader.check();
      view.show(System.nanoTime());
      if (model.rowsRead() != rows) {
        rows = model.rowsRead();
        changedNanos = System.nanoTime();
      }
    }
  }

  private SimulationOptions simulated() {
    Duration span = options.simulated();
    // Events of the future would be refused, so the simulation ends now.
    Instant start = Instant.now().minus(span).truncatedTo(ChronoUnit.MINUTES);
    return new SimulationOptions(
        options.seed(),
        start.toEpochMilli(),
        span,
        options.requestsPerMinute(),
        options.scenario());
  }
}
