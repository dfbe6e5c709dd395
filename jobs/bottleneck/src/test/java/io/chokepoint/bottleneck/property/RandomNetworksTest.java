package io.chokepoint.bottleneck.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.property.Scenario.Delivery;
import io.chokepoint.bottleneck.property.Scenario.Order;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.StepNews;
import io.chokepoint.domain.network.Network;
import io.chokepoint.results.DroppedJourney;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The finals of the job's operators, and what its detectors are told, equal the independent
 * evaluation, whatever the order, the duplicates, the parallelism, the restores and the state
 * backend; and nothing is left behind.
 */
class RandomNetworksTest {
  private static final int SEEDS = Integer.getInteger("chokepoint.seeds", 100);

  @TestFactory
  Stream<DynamicTest> finalsEqualTheBruteForceEvaluation() {
    Integer one = Integer.getInteger("chokepoint.seed");
    return (one == null ? IntStream.range(0, SEEDS) : IntStream.of(one))
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> holds(seed)));
  }

  private static void holds(int seed) {
    Scenario scenario = Scenario.of(seed);
    try {
      List<StepNews> told = new ArrayList<>();
      List<OutputRecord> published = run(scenario, told);
      PublishedRows rows = new PublishedRows(scenario.network(), PublishedRows.of(published));
      rows.onlySumsOf(takenByCorrections(scenario));
      rows.assertEqual(
          BruteForce.rows(scenario.network(), scenario.events()), scenario.options().exactLags());
      if (scenario.order() == Order.SHUFFLED
          || (scenario.order() != Order.WITHIN_RETENTION && !scenario.hasGroupsByField())) {
        rows.assertFinalsWereFinal();
      }
      if (scenario.order() == Order.SHUFFLED
          || (scenario.order() != Order.WITHIN_RETENTION && !scenario.hasGroupsByField())) {
        assertThat(dropped(published))
            .containsExactlyInAnyOrderElementsOf(
                BruteForce.drops(scenario.network(), scenario.events()));
      }
      if (!ExpectedValues.areScarce(scenario.network())) {
        new ToldEvidence(
                scenario.network(),
                BruteForce.rows(scenario.network(), scenario.events()),
                told,
                scenario.order() == Order.SHUFFLED
                    || (scenario.order() != Order.WITHIN_RETENTION && !scenario.hasGroupsByField()))
            .assertComplete();
      }
      assertThat(published.stream().filter(r -> r.topic().equals(ResultTopics.LATE))).isEmpty();
      assertThat(published.stream().filter(r -> r.topic().equals(ResultTopics.REJECTED)).count())
          .as("rejected")
          .isEqualTo(
              scenario.deliveries().stream()
                  .map(Delivery::event)
                  .map(event -> JourneySets.role(scenario.network().paths(), event))
                  .filter(JourneySets.Role.WITHOUT_KEY::equals)
                  .count());
    } catch (Exception | AssertionError failed) {
      throw new AssertionError(failed.getMessage() + "\n" + scenario.describe(), failed);
    }
  }

  /** In the order of arrival, a value may have counted that counts no more in the end. */
  private static Set<ExpectedRow.Id> takenByCorrections(Scenario scenario) {
    Network network = scenario.network();
    if (!ExpectedValues.areScarce(network)) {
      return Set.of();
    }
    List<TestEvent> arrived = new ArrayList<>();
    List<Set<ExpectedRow.Id>> seen = new ArrayList<>();
    for (TestEvent event : scenario.events()) {
      arrived.add(event);
      seen.add(BruteForce.rowsOfAllValues(network, arrived).keySet());
    }
    return ExpectedValues.takenByCorrections(network, seen.get(seen.size() - 1), seen);
  }

  private static List<String> dropped(List<OutputRecord> published)
      throws UnreadableRecordException {
    SingleObjectDecoder<DroppedJourney> decoder = SingleObjectDecoder.of(DroppedJourney.class);
    List<String> dropped = new ArrayList<>();
    for (OutputRecord record : published) {
      if (record.topic().equals(ResultTopics.DROPPED)) {
        dropped.add(ExpectedDrops.say(decoder.decode(record.value())));
      }
    }
    return dropped;
  }

  private static List<OutputRecord> run(Scenario scenario, List<StepNews> told) throws Exception {
    Supplier<StateBackend> backend =
        scenario.rocksDb() ? EmbeddedRocksDBStateBackend::new : HashMapStateBackend::new;
    List<Integer> parallelisms = scenario.parallelisms();
    int runs = parallelisms.size();
    List<Delivery> deliveries = scenario.deliveries();
    HarnessPipeline.Checkpoint checkpoint = null;
    for (int run = 0; run < runs; run++) {
      int from = deliveries.size() * run / runs;
      int to = deliveries.size() * (run + 1) / runs;
      try (HarnessPipeline pipeline =
          new HarnessPipeline(
              scenario.network(), scenario.options(), parallelisms.get(run), backend, checkpoint)) {
        deliver(scenario, deliveries.subList(from, to), pipeline);
        if (run == runs - 1) {
          return end(pipeline, told);
        }
        checkpoint = pipeline.checkpoint();
        // What comes between the checkpoint and the failure is lost, and read again.
        deliver(
            scenario,
            deliveries.subList(to, Math.min(deliveries.size(), to + (to - from) / 2)),
            pipeline);
      }
    }
    throw new IllegalStateException("a scenario without a run");
  }

  private static void deliver(
      Scenario scenario, List<Delivery> deliveries, HarnessPipeline pipeline) throws Exception {
    Placements placements = new Placements(scenario.network());
    for (Delivery delivery : deliveries) {
      if (scenario.order() != Order.SHUFFLED) {
        pipeline.watermark(delivery.at() - scenario.latenessMillis() - 1);
      }
      TestEvent event = delivery.event();
      pipeline.deliver(scenario.network().topicIndex(event.topic()), placements.place(event));
    }
  }

  private static List<OutputRecord> end(HarnessPipeline pipeline, List<StepNews> told)
      throws Exception {
    pipeline.end();
    told.addAll(pipeline.evidence());
    pipeline.assertNothingLeft();
    return pipeline.published();
  }
}
