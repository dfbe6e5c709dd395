package io.chokepoint.bench.latency;

import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.datagen.Simulation;
import io.chokepoint.datagen.SimulationOptions;
import io.chokepoint.datagen.scenario.ScenarioFile;
import io.chokepoint.datagen.sink.KafkaEventSink;
import io.chokepoint.domain.network.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes simulated events when they are due by the machine's clock, whatever the job does: who
 * falls behind is not waited for, and where this thread falls behind itself, time still counts from
 * when an event was due.
 */
final class OpenLoop implements AutoCloseable {
  /** Closer than that a thread cannot be woken. */
  private static final long NAP_MILLIS = 1;

  private final Network network;
  private final Judgeable judgeable;
  private final KafkaEventSink sink;
  private final PriorityQueue<Flow> flows =
      new PriorityQueue<>(Comparator.comparingLong(flow -> flow.next.deliveredMillis()));
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Thread thread;
  private long written;
  private long latestBehind;

  /** One simulation, and its next event. */
  private static final class Flow {
    private final Simulation simulation;
    private SimulatedEvent next;

    private Flow(Simulation simulation) {
      this.simulation = simulation;
      next = simulation.next();
    }
  }

  OpenLoop(Network network, Judgeable judgeable, String bootstrapServers) throws IOException {
    this.network = network;
    this.judgeable = judgeable;
    sink = new KafkaEventSink(bootstrapServers);
    thread = new Thread(this::play, "open loop");
    thread.setDaemon(true);
  }

  /**
   * Adds a simulated network, of which more is written than there was.
   *
   * @param requestsPerMinute how busy it is
   * @param fromMillis when it begins; before now, what is due is written at once
   * @param lasts how long users begin visits; what they began goes on
   * @param incident when half of its requests begin to be lost before they are admitted, from its
   *     beginning
   */
  void add(
      long seed, long fromMillis, Duration lasts, double requestsPerMinute, Duration incident) {
    String scenario =
        """
        scenario: lossy-gateway
        sentence: The gateway turns half of the requests away.
        lasts: %dm
        effects:
          - {kind: lossy, at: request/admitted, from: %dm, share: 0.5, reason: rate_limited}
        """
            .formatted(lasts.toMinutes() + 1, incident.toMinutes());
    Flow flow =
        new Flow(
            new Simulation(
                network,
                new SimulationOptions(
                    seed,
                    fromMillis,
                    lasts,
                    requestsPerMinute,
                    ScenarioFile.parse("incident.yaml", scenario, network))));
    synchronized (this) {
      flows.add(flow);
    }
  }

  /** Writes all that is due until a moment, at once; before {@link #start}. */
  long writeUntil(long millis) throws IOException {
    long before = written;
    while (true) {
      Flow first = flows.peek();
      if (first == null || first.next.deliveredMillis() > millis) {
        return written - before;
      }
      write(first);
    }
  }

  /** Goes on by itself. */
  void start() {
    thread.start();
  }

  private void play() {
    try {
      while (!Thread.interrupted()) {
        if (!writeNext()) {
          TimeUnit.MILLISECONDS.sleep(NAP_MILLIS);
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      failure.set(e);
    }
  }

  private synchronized boolean writeNext() throws IOException {
    Flow first = flows.peek();
    long now = System.currentTimeMillis();
    if (first == null || first.next.deliveredMillis() > now) {
      return false;
    }
    latestBehind = Math.max(latestBehind, now - first.next.deliveredMillis());
    write(first);
    return true;
  }

  private void write(Flow flow) throws IOException {
    flows.remove(flow);
    SimulatedEvent event = flow.next;
    int topic = network.topicIndex(event.topic());
    if (topic >= 0) {
      judgeable.add(topic, event.deliveredMillis(), event.eventTimeMillis());
    }
    sink.write(event);
    written++;
    if (flow.simulation.hasNext()) {
      flow.next = flow.simulation.next();
      flows.add(flow);
    }
  }

  /** How many events were written. */
  synchronized long written() {
    return written;
  }

  /** By how many ms an event was written too late at most, since this was asked last. */
  synchronized long behindMillis() {
    long behind = latestBehind;
    latestBehind = 0;
    return behind;
  }

  /**
   * Does nothing while all is well.
   *
   * @throws IOException where events are not taken
   */
  void failIfOver() throws IOException {
    Exception failed = failure.get();
    if (failed != null) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    thread.interrupt();
    thread.join();
    sink.close();
  }
}
