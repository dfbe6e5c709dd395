package io.chokepoint.bottleneck.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.property.HeldBack.Fate;
import io.chokepoint.bottleneck.property.Scenario.Delivery;
import io.chokepoint.domain.clock.TopicClock;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One topic falls silent while the others go on: none of its steps is judged beyond its clock, the
 * other edges do not notice, and when it catches up all is as if it had never been late.
 */
class HeldBackTopicTest {
  private static final int SEEDS = Integer.getInteger("chokepoint.seeds", 30);
  private static final long DAY_MILLIS = 86_400_000;

  @TestFactory
  Stream<DynamicTest> aSilentTopicProvesNothingAndHoldsNobodyUp() {
    Integer one = Integer.getInteger("chokepoint.seed");
    return (one == null ? IntStream.range(0, SEEDS) : IntStream.of(one))
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> holds(seed)));
  }

  private static void holds(int seed) throws Exception {
    HeldBack scenario = HeldBack.of(seed);
    try {
      new Run(scenario).play();
    } catch (Exception | AssertionError failed) {
      throw new AssertionError(failed.getMessage() + "\n" + scenario.describe(), failed);
    }
  }

  /** One run of a scenario. */
  private static final class Run {
    private final HeldBack scenario;
    private final int held;
    private final Map<ExpectedRow.Id, ExpectedRow> expected;
    private final Placements placements;
    private final List<Delivery> later = new ArrayList<>();
    private HarnessPipeline pipeline;
    private boolean silent;

    /** How far the topic is, as the test knows it. */
    private long clock = TopicClock.UNKNOWN;

    private int checked;

    Run(HeldBack scenario) throws Exception {
      this.scenario = scenario;
      held = scenario.network().topicIndex(scenario.held());
      expected = BruteForce.rows(scenario.network(), scenario.events());
      placements = new Placements(scenario.network());
      pipeline = open(scenario.restore().before, null);
    }

    private HarnessPipeline open(int parallelism, HarnessPipeline.@Nullable Checkpoint from)
        throws Exception {
      Supplier<StateBackend> backend =
          scenario.rocksDb() ? EmbeddedRocksDBStateBackend::new : HashMapStateBackend::new;
      return new HarnessPipeline(
          scenario.network(), scenario.options(), parallelism, backend, from);
    }

    void play() throws Exception {
      try {
        int restoreAt = scenario.restore().happens() ? scenario.deliveries().size() * 2 / 3 : -1;
        for (int i = 0; i < scenario.deliveries().size(); i++) {
          if (i == restoreAt) {
            restore();
          }
          arrive(scenario.deliveries().get(i));
          check();
        }
        if (scenario.fate() == Fate.CATCHES_UP && silent) {
          catchUp(scenario.from() + HeldBack.HELD_MILLIS);
          check();
        }
        if (scenario.fate() == Fate.SILENT_BEYOND_THE_RETENTION) {
          fallSilent();
          moveOthers(scenario.from() + 10 * DAY_MILLIS);
          check();
        }
        pipeline.end();
        pipeline.assertNothingLeft();
        requireResult();
      } finally {
        pipeline.close();
      }
    }

    private void arrive(Delivery delivery) throws Exception {
      if (delivery.at() >= scenario.from() && !silent && later.isEmpty() && !hasCaughtUp()) {
        fallSilent();
      }
      if (silent
          && scenario.fate() == Fate.CATCHES_UP
          && delivery.at() >= scenario.from() + HeldBack.HELD_MILLIS) {
        catchUp(delivery.at());
      }
      moveOthers(delivery.at());
      if (!silent) {
        move(delivery.at());
      }
      if (scenario.isHeldBack(delivery)) {
        later.add(delivery);
      } else {
        deliver(delivery);
      }
    }

    private boolean hasCaughtUp() {
      return clock >= scenario.from();
    }

    private void deliver(Delivery delivery) throws Exception {
      pipeline.deliver(
          scenario.network().topicIndex(delivery.event().topic()),
          placements.place(delivery.event()));
    }

    private void fallSilent() throws Exception {
      silent = true;
      pipeline.idle(held);
    }

    private void catchUp(long now) throws Exception {
      silent = false;
      for (Delivery delivery : later) {
        deliver(delivery);
        move(delivery.at());
        check();
      }
      later.clear();
      move(now);
    }

    private void move(long at) throws Exception {
      clock = scenario.watermark(held, at);
      pipeline.watermark(held, clock);
    }

    private void moveOthers(long at) throws Exception {
      for (int topic = 0; topic < scenario.network().topics().size(); topic++) {
        if (topic != held) {
          pipeline.watermark(topic, scenario.watermark(topic, at));
        }
      }
    }

    /** The operators are killed; who was silent then is so for those that take over. */
    private void restore() throws Exception {
      HarnessPipeline.Checkpoint checkpoint = pipeline.checkpoint();
      pipeline.close();
      pipeline = open(scenario.restore().after, checkpoint);
      if (silent) {
        pipeline.idle(held);
      }
    }

    /** No row of the topic's edges is judged beyond its clock. */
    private void check() throws Exception {
      int size = pipeline.published().size();
      for (ConversionRow row : PublishedRows.of(pipeline.published().subList(checked, size))) {
        ExpectedRow.Id id = PublishedRows.id(row);
        if (row.getStatus() == ConversionStatus.provisional) {
          assertThat(row.getDropped()).as("provisional %s", id).isZero();
        } else if (scenario.isOnTheWay(id)) {
          long possibleUntil =
              row.getCohortEnd().toEpochMilli()
                  + row.getBinUpperMillis().get(row.getBinUpperMillis().size() - 1);
          if (possibleUntil > clock) {
            requireUnknown(id, row);
          } else {
            requireNothingTooMany(id, row);
          }
        }
      }
      checked = size;
    }

    private void requireUnknown(ExpectedRow.Id id, ConversionRow row) {
      assertThat(scenario.fate())
          .as("%s is final beyond the topic's clock %d", id, clock)
          .isEqualTo(Fate.SILENT_BEYOND_THE_RETENTION);
      assertThat(row.getDropped()).as("dropped of %s", id).isZero();
      assertThat(row.getRate()).as("rate of %s", id).isNull();
      assertThat(row.getDropsByReason()).as("reasons of %s", id).isEmpty();
      assertThat(row.getUnknown())
          .as("unknown of %s", id)
          .isEqualTo(row.getEntrants() - row.getConverted());
    }

    /** What is judged is dropped in truth; but for a member that joins its group later. */
    private void requireNothingTooMany(ExpectedRow.Id id, ConversionRow row) {
      ExpectedRow truth = expected.get(id);
      if (truth != null && !scenario.hasGroupsByField() && row.getSegment().isEmpty()) {
        assertThat(row.getDropped())
            .as("dropped of %s", id)
            .isLessThanOrEqualTo(truth.entrants - truth.converted);
      }
    }

    private void requireResult() throws Exception {
      List<ConversionRow> all = PublishedRows.of(pipeline.published());
      PublishedRows rows = new PublishedRows(scenario.network(), all);
      rows.onlySumsOf(
          ExpectedValues.takenByCorrections(
              scenario.network(),
              BruteForce.rowsOfAllValues(scenario.network(), scenario.events()).keySet(),
              List.of()));
      if (!scenario.hasGroupsByField()) {
        rows.assertFinalsWereFinal(id -> scenario.isOnTheWay(id) || !scenario.isOnTheLine(id));
      }
      if (scenario.fate() == Fate.SILENT_BEYOND_THE_RETENTION) {
        rows.assertEqualButUnknown(expected, scenario.options().exactLags(), scenario::isOnTheWay);
      } else {
        rows.assertEqual(expected, scenario.options().exactLags());
      }
    }
  }
}
