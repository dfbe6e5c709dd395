package io.chokepoint.bench.micro;

import io.chokepoint.domain.conversion.CohortCell;
import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.detection.CohortEvidence;
import io.chokepoint.domain.detection.CohortEvidence.OfSegment;
import io.chokepoint.domain.detection.DetectionOptions;
import io.chokepoint.domain.detection.EdgeDetector;
import io.chokepoint.domain.detection.EdgeShape;
import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.journey.Journey;
import io.chokepoint.domain.journey.JourneyLog;
import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.TallyDelta;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From journeys to how a step stands; ns an event, a change of a tally, or an evaluation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JudgingBenchmark {
  private static final int EVENTS = 20_000;
  private static final int CHANGES = 20_000;
  private static final long MINUTE_MILLIS = 60_000;
  private static final int ENTRANTS = 600;

  private SimulatedWork work;
  private PathPlan plan;
  private List<TallyDelta> changes;
  private EdgeDetector detector;
  private long minute;

  /** Made by JMH. */
  @SuppressWarnings("NullAway.Init") // JMH calls the setup first
  public JudgingBenchmark() {}

  /** Simulates. */
  @Setup
  public void simulate() {
    work = SimulatedWork.of(EVENTS);
    plan = PathPlan.allOf(work.network())[0];
    changes = new ArrayList<>();
    evaluate(changes);
    changes = changes.subList(0, CHANGES);
    detector =
        new EdgeDetector(
            EdgeShape.of(work.network(), plan, 0, MINUTE_MILLIS), DetectionOptions.DEFAULT);
    minute = work.events().get(0).time() / MINUTE_MILLIS;
  }

  private Map<ByteBuffer, byte[]> evaluate(List<TallyDelta> into) {
    Map<ByteBuffer, byte[]> state = new HashMap<>();
    Journey journey = new Journey(plan, new JourneyLog(plan, JourneyLog.DEFAULT_CAPACITY));
    for (StageEvent event : work.events()) {
      ByteBuffer key = ByteBuffer.wrap(event.key());
      byte[] packed = state.get(key);
      if (packed == null) {
        journey.log().clear();
      } else {
        journey.log().unpack(packed);
      }
      journey.add(
          event,
          event.time(),
          edge -> Long.MIN_VALUE,
          (edge, cohort, reason, times, segments) -> {},
          into::add);
      state.put(key, journey.log().pack());
    }
    return state;
  }

  /** Unpacks a journey, adds an event, packs it again: what the operator does beside Flink. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int journey() {
    List<TallyDelta> emitted = new ArrayList<>();
    return evaluate(emitted).size() + emitted.size();
  }

  private record Cell(int edge, int dimension, String segment, long cohort) {}

  /** Adds changes to the tables of their edges, cohorts and segments, then packs the tables. */
  @Benchmark
  @OperationsPerInvocation(CHANGES)
  public int cohortTable() {
    Map<Cell, CohortCell> cells = new HashMap<>();
    for (TallyDelta change : changes) {
      cells
          .computeIfAbsent(
              new Cell(change.edge(), change.dimension(), change.segment(), change.cohortStart()),
              cell -> new CohortCell())
          .add(change);
    }
    Packing.Writer writer = new Packing.Writer();
    int bytes = 0;
    for (CohortCell cell : cells.values()) {
      bytes += cell.pack(writer).length;
    }
    return bytes;
  }

  /** A minute of one step: a complete cohort of 600 entrants, without segments. */
  @Benchmark
  public EdgeStatus detection() {
    minute++;
    long[] converted = new long[LagBins.COUNT];
    converted[(int) (minute % 3) + 4] = ENTRANTS - 5 - minute % 7;
    OfSegment all = new OfSegment("", ENTRANTS, 0, 0, converted, new TreeMap<>(), 0);
    return detector.evaluate(
        (minute + 1) * MINUTE_MILLIS,
        List.of(
            new CohortEvidence(
                minute * MINUTE_MILLIS, TallyDelta.TOTAL, 0, LagBins.COUNT, List.of(all))));
  }
}
