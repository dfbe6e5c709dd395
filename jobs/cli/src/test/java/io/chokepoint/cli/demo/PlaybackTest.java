package io.chokepoint.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.datagen.EventSink;
import io.chokepoint.datagen.Pace;
import io.chokepoint.datagen.PaceClock;
import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.datagen.Simulation;
import io.chokepoint.datagen.SimulationOptions;
import io.chokepoint.domain.network.NetworkFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PlaybackTest {
  private static final long MINUTE = 60_000;

  /** Passes by sleeping alone. */
  private static final class Patient implements PaceClock {
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public long nanoTime() {
      return nanos.get();
    }

    @Override
    public void sleep(long duration) {
      nanos.addAndGet(duration);
    }
  }

  @Test
  void theHistoryIsPlayedAtOnceTheRestInTimeAndNothingIsLeftOut() throws Exception {
    List<Long> all = new ArrayList<>();
    Simulation whole = simulation();
    for (SimulatedEvent event = whole.next();
        event.eventTimeMillis() <= 30 * MINUTE;
        event = whole.next()) {
      all.add(event.eventTimeMillis());
    }
    Patient clock = new Patient();
    List<Long> played = new ArrayList<>();
    AtomicLong historyNanos = new AtomicLong(-1);
    EventSink sink =
        new EventSink() {
          @Override
          public void write(SimulatedEvent event) {
            played.add(event.eventTimeMillis());
            if (event.deliveredMillis() < 20 * MINUTE) {
              historyNanos.set(clock.nanoTime());
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    try (Playback playback =
        Playback.start(
            simulation(), new Playback.Span(20 * MINUTE, 30 * MINUTE), new Pace(60, clock), sink)) {
      while (!playback.awaitEnd(Duration.ofSeconds(10))) {
        assertThat(played.size()).isLessThanOrEqualTo(all.size());
      }
    }
    assertThat(historyNanos).hasValue(0);
    // Ten minutes, sixty times as fast.
    assertThat(Duration.ofNanos(clock.nanoTime()).toMillis()).isBetween(9_000L, 11_000L);
    assertThat(played).isEqualTo(all);
  }

  private static Simulation simulation() {
    return new Simulation(
        NetworkFile.load(Path.of("../../networks/inference.yaml")),
        new SimulationOptions(1, 0, Duration.ofMinutes(30), 60, null));
  }
}
