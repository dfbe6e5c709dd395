package io.chokepoint.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chokepoint.bench.ladder.RatioEstimate;
import io.chokepoint.bench.local.MachineLoad;
import io.chokepoint.bench.scale.ChainJob.Part;
import io.chokepoint.bench.scale.ChainJob.State;
import io.chokepoint.bench.scale.ScaleBenchmark.Report;
import io.chokepoint.bench.state.Backend;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.domain.journey.StageEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleBenchmarkTest {
  private static final int OPEN = 300;

  @Test
  void asManyJourneysAreOpenAsAreWantedAndStayAsManyWhileEventsGoThrough(@TempDir Path folder)
      throws Exception {
    try (ChainJob job =
        ChainJob.start(workload(Extent.JOURNEYS, Skew.NONE), Backend.HEAP, folder)) {
      job.fill(share -> {});
      Part part = job.take(2_000);
      assertThat(part.events()).isBetween(1_990L, 2_000L);
      assertThat(part.cpuNanos()).isPositive();
      // A journey is kept up to an eighth of the chain's span longer, on the grid of the timers.
      assertThat(job.state().journeys()).isBetween((long) OPEN, OPEN * 5 / 4L + 60);
      assertThat(job.state().journeyBytes()).isBetween(50L * OPEN, 200L * OPEN);
    }
  }

  @Test
  void journeysComeToTheirStagesInOrderAndATenthIsLostAtEach() {
    Workload workload = workload(Extent.JOURNEYS, Skew.NONE);
    ChainEvents events = new ChainEvents(workload, 1_000);
    Map<ByteBuffer, Integer> reached = new HashMap<>();
    int[] counts = new int[workload.stages()];
    for (long tick = 0; tick < 30_000; tick++) {
      events.at(
          tick,
          record -> {
            StageEvent event = record.events().get(0);
            Integer before = reached.put(ByteBuffer.wrap(event.key()), event.slot());
            assertThat(event.slot()).isEqualTo(before == null ? 0 : before + 1);
            counts[event.slot()]++;
          });
    }
    assertThat((double) counts[1] / counts[0]).isCloseTo(0.9, within(0.06));
    assertThat((double) counts[2] / counts[1]).isCloseTo(0.9, within(0.06));
    assertThat(events.eventsPerTick()).isCloseTo(1 + 0.9 + 0.81, within(1e-9));
  }

  @Test
  void skewIsOfKeysOrOfSegments() {
    assertThat(BusiestSubtask.share(workload(Extent.JOURNEYS, Skew.NONE)))
        .isCloseTo(1 / 8.0, within(0.01));
    assertThat(BusiestSubtask.share(workload(Extent.JOURNEYS, Skew.HOT_KEY)))
        .isCloseTo(0.2 + 0.8 / 8, within(0.01));
    List<SourceRecord> records = new ArrayList<>();
    ChainEvents events = new ChainEvents(workload(Extent.WHOLE, Skew.HOT_SEGMENT), 1_000);
    for (long tick = 0; tick < 1_000; tick++) {
      events.at(tick, records::add);
    }
    List<String> segments =
        records.stream()
            .map(record -> record.events().get(0))
            .filter(event -> event.slot() == 0)
            .map(event -> event.texts()[0])
            .toList();
    assertThat(segments).hasSize(1_000);
    assertThat(segments.stream().filter("segment-0"::equals).count()).isBetween(860L, 940L);
  }

  @Test
  void theTableSaysGrowthAgainstTheBaseAndTheJsonAll() throws IOException {
    Report report =
        new Report(
            ScalePlan.QUICK,
            List.of(
                line("base", 10_000, null),
                line("other", 11_000, new RatioEstimate(1.1, 1.05, 1.2, 3))),
            new MachineLoad(1, 2));
    assertThat(ScaleTable.render(report))
        .anySatisfy(line -> assertThat(line).matches("heap +base .* 100 +base +- .*"))
        .anySatisfy(
            line -> assertThat(line).matches("heap +other .* 91 +\\+10 % +\\+5 to \\+20 % .*"));
    StringWriter json = new StringWriter();
    ScaleJson.write(report, json);
    assertThat(json.toString()).contains("\"cpu_ratio\" : 1.1", "\"open_journeys\" : 10");
  }

  private static ScaleLine line(String name, double nanos, @Nullable RatioEstimate growth) {
    return new ScaleLine(
        Backend.HEAP,
        new Workload(name, Extent.JOURNEYS, 3, Duration.ofHours(1), OPEN, Skew.NONE),
        nanos,
        growth,
        new State(10, 1_000, 0),
        0.125);
  }

  private static Workload workload(Extent extent, Skew skew) {
    return new Workload("of a test", extent, 3, Duration.ofHours(1), OPEN, skew);
  }
}
