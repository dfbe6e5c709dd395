package io.chokepoint.bottleneck.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.io.EventPlacement;
import io.chokepoint.bottleneck.property.Scenario.Delivery;
import io.chokepoint.bottleneck.property.Scenario.Order;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.domain.journey.EventFields;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.DroppedJourney;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The finals of the job's operators equal the independent evaluation, whatever the order, the
 * duplicates, the parallelism, the restores and the state backend; and nothing is left behind.
 */
class RandomNetworksTest {
  private static final int SEEDS = 240;

  @TestFactory
  Stream<DynamicTest> finalsEqualTheBruteForceEvaluation() {
    Integer one = Integer.getInteger("chokepoint.seed");
    return (one == null ? IntStream.range(0, SEEDS) : IntStream.of(one))
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> holds(seed)));
  }

  private static void holds(int seed) {
    Scenario scenario = Scenario.of(seed);
    try {
      List<OutputRecord> published = run(scenario);
      PublishedRows rows = new PublishedRows(scenario.network(), rows(published));
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

  private static List<ConversionRow> rows(List<OutputRecord> published)
      throws UnreadableRecordException {
    SingleObjectDecoder<ConversionRow> decoder = SingleObjectDecoder.of(ConversionRow.class);
    List<ConversionRow> rows = new ArrayList<>();
    for (OutputRecord record : published) {
      if (record.topic().equals(ResultTopics.CONVERSIONS)) {
        rows.add(decoder.decode(record.value()));
      }
    }
    return rows;
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

  private static List<OutputRecord> run(Scenario scenario) throws Exception {
    Supplier<StateBackend> backend =
        scenario.rocksDb() ? EmbeddedRocksDBStateBackend::new : HashMapStateBackend::new;
    List<Delivery> deliveries = scenario.deliveries();
    int half = deliveries.size() / 2;
    HarnessPipeline.Checkpoint checkpoint;
    try (HarnessPipeline pipeline =
        new HarnessPipeline(
            scenario.network(), scenario.options(), scenario.restore().before, backend, null)) {
      deliver(scenario, deliveries.subList(0, half), pipeline);
      if (!scenario.restore().happens()) {
        deliver(scenario, deliveries.subList(half, deliveries.size()), pipeline);
        return end(pipeline);
      }
      checkpoint = pipeline.checkpoint();
      // What comes between the checkpoint and the failure is lost, and read again.
      deliver(scenario, deliveries.subList(half, (half + deliveries.size()) / 2), pipeline);
    }
    try (HarnessPipeline pipeline =
        new HarnessPipeline(
            scenario.network(),
            scenario.options(),
            scenario.restore().after,
            backend,
            checkpoint)) {
      deliver(scenario, deliveries.subList(half, deliveries.size()), pipeline);
      return end(pipeline);
    }
  }

  private static void deliver(
      Scenario scenario, List<Delivery> deliveries, HarnessPipeline pipeline) throws Exception {
    Network network = scenario.network();
    Map<Integer, EventPlacement> placements = new HashMap<>();
    for (Delivery delivery : deliveries) {
      TestEvent event = delivery.event();
      if (scenario.order() != Order.SHUFFLED) {
        pipeline.watermark(delivery.at() - scenario.latenessMillis() - 1);
      }
      int topic = network.topicIndex(event.topic());
      EventPlacement placement =
          placements.computeIfAbsent(
              topic, t -> new EventPlacement(network, t, () -> Long.MAX_VALUE / 2, 0));
      pipeline.deliver(topic, record(network.topics().get(topic), placement, event));
    }
  }

  private static SourceRecord record(Topic topic, EventPlacement placement, TestEvent event) {
    EventFields fields = placement.fields();
    fields.clear();
    String[] names = placement.names();
    for (int f = 0; f < names.length; f++) {
      if (names[f].equals(topic.timeField())) {
        fields.set(f, Long.toString(event.time()));
      } else if (event.fields().get(names[f]) instanceof List<?>) {
        fields.setList(f, event.list(names[f]));
      } else if (event.fields().containsKey(names[f])) {
        fields.set(f, event.text(names[f]));
      }
    }
    return placement.place(new SourceRecord.Origin(topic.name(), 0, 0, -1, null, null));
  }

  private static List<OutputRecord> end(HarnessPipeline pipeline) throws Exception {
    pipeline.end();
    pipeline.assertNothingLeft();
    return pipeline.published();
  }
}
