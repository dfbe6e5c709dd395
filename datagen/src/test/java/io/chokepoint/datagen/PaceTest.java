package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.events.GatewayEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final TestingClock clock = new TestingClock();
  private final TestingSink sink = new TestingSink(clock);

  @Test
  void simulatedTimePassesAtItsSpeed() throws IOException {
    Pace.Played played = new Pace(60, clock).play(eventsAtMinutes(0, 1, 2, 10), sink);

    assertThat(played).isEqualTo(new Pace.Played(4, Pace.Ending.EXHAUSTED));
    assertThat(sink.writtenAtSeconds).containsExactly(0.0, 1.0, 2.0, 10.0);
  }

  @Test
  void anEventThatIsDueIsNotHeldUp() throws IOException {
    sink.writeTakes = Duration.ofSeconds(3);
    new Pace(60, clock).play(eventsAtMinutes(0, 1, 2, 10), sink);

    assertThat(sink.writtenAtSeconds).containsExactly(0.0, 3.0, 6.0, 10.0);
  }

  @Test
  void unlimitedNeverWaits() throws IOException {
    new Pace(Pace.UNLIMITED, clock).play(eventsAtMinutes(0, 100, 100_000), sink);

    assertThat(sink.writtenAtSeconds).containsExactly(0.0, 0.0, 0.0);
  }

  @Test
  void readersSeeEverythingBeforeAWait() throws IOException {
    new Pace(1, clock).play(eventsAtMinutes(0, 0, 1), sink);

    assertThat(sink.flushedAfter).containsExactly(2, 3);
  }

  @Test
  void anInterruptEndsPlayingBeforeTheNextEvent() throws IOException {
    Iterator<SimulatedEvent> endless =
        LongStream.iterate(0, minute -> minute + 1)
            .peek(
                minute -> {
                  if (minute == 1_000) {
                    Thread.currentThread().interrupt();
                  }
                })
            .mapToObj(PaceTest::eventAtMinute)
            .iterator();

    Pace.Played played = new Pace(Pace.UNLIMITED, clock).play(endless, sink);

    assertThat(played.ending()).isEqualTo(Pace.Ending.INTERRUPTED);
    assertThat(played.events()).isBetween(999L, 1_002L);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void anInterruptEndsAWait() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    AtomicReference<Pace.Played> played = new AtomicReference<>();
    PaceClock announcing =
        new PaceClock() {
          @Override
          public long nanoTime() {
            return PaceClock.SYSTEM.nanoTime();
          }

          @Override
          public void sleep(long nanos) throws InterruptedException {
            waiting.countDown();
            PaceClock.SYSTEM.sleep(nanos);
          }
        };
    Thread player =
        new Thread(
            () -> {
              try {
                played.set(new Pace(1, announcing).play(eventsAtMinutes(0, 100), sink));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    player.start();
    assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
    player.interrupt();
    player.join(10_000);

    assertThat(played.get()).isEqualTo(new Pace.Played(1, Pace.Ending.INTERRUPTED));
  }

  @Test
  void aSpeedOfNothingIsRefused() {
    assertThatThrownBy(() -> new Pace(0)).hasMessageContaining("a number above 0");
    assertThatThrownBy(() -> new Pace(Double.NaN)).isInstanceOf(InvalidScenarioException.class);
  }

  private static Iterator<SimulatedEvent> eventsAtMinutes(long... minutes) {
    Stream<SimulatedEvent> events = LongStream.of(minutes).mapToObj(PaceTest::eventAtMinute);
    return events.iterator();
  }

  private static SimulatedEvent eventAtMinute(long minute) {
    return new SimulatedEvent(
        Topics.GATEWAY, "key", TimeUnit.MINUTES.toMillis(minute), new GatewayEvent());
  }

  /** A clock that stands still but while somebody sleeps or writes. */
  private static final class TestingClock implements PaceClock {
    private long nanos;

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public void sleep(long duration) {
      nanos += duration;
    }
  }

  private static final class TestingSink implements EventSink {
    final List<Double> writtenAtSeconds = new ArrayList<>();
    final List<Integer> flushedAfter = new ArrayList<>();
    private final TestingClock clock;
    Duration writeTakes = Duration.ZERO;

    TestingSink(TestingClock clock) {
      this.clock = clock;
    }

    @Override
    public void write(SimulatedEvent event) {
      writtenAtSeconds.add(clock.nanos / 1e9);
      clock.nanos += writeTakes.toNanos();
    }

    @Override
    public void flush() {
      flushedAfter.add(writtenAtSeconds.size());
    }

    @Override
    public void close() {}
  }
}
