package io.chokepoint.bottleneck.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.property.LateStream.Arrival;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.results.LateRecord;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What comes beyond the retention, when its journey has been forgotten: it is in the topic of late
 * events, whole, and nowhere else, whether its own topic or only the others had gone on.
 */
class LateEventsTest {
  private static final int SEEDS = Integer.getInteger("chokepoint.seeds", 60);

  @TestFactory
  Stream<DynamicTest> anEventCountsOnceOrIsLate() {
    Integer one = Integer.getInteger("chokepoint.seed");
    return (one == null ? IntStream.range(0, SEEDS) : IntStream.of(one))
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> holds(seed)));
  }

  private static void holds(int seed) throws Exception {
    LateStream stream = LateStream.of(seed);
    try (HarnessPipeline pipeline =
        new HarnessPipeline(
            stream.network(), stream.options(), 1 + seed % 3, HashMapStateBackend::new, null)) {
      play(stream, pipeline);
      pipeline.end();
      pipeline.assertNothingLeft();
      assertLate(stream, pipeline.published());
      assertCountedOnce(stream, pipeline.published());
      if (stream.idle() < 0) {
        PublishedRows rows =
            new PublishedRows(stream.network(), PublishedRows.of(pipeline.published()));
        rows.onlySumsOf(
            ExpectedValues.takenByCorrections(
                stream.network(),
                BruteForce.rowsOfAllValues(stream.network(), stream.eventsInTime()).keySet(),
                List.of()));
        rows.assertEqual(
            BruteForce.rows(stream.network(), stream.eventsInTime()), stream.options().exactLags());
      }
    } catch (Exception | AssertionError failed) {
      throw new AssertionError(failed.getMessage() + "\n" + stream.describe(), failed);
    }
  }

  private static void play(LateStream stream, HarnessPipeline pipeline) throws Exception {
    Placements placements = new Placements(stream.network());
    for (int i = 0; i < stream.arrivals().size(); i++) {
      Arrival arrival = stream.arrivals().get(i);
      boolean isIdle = i >= stream.idleFrom() && i < stream.idleUntil();
      for (int topic = 0; topic < stream.network().topics().size(); topic++) {
        if (topic != stream.idle() || !isIdle) {
          pipeline.watermark(topic, stream.watermark(arrival));
        } else if (i == stream.idleFrom()) {
          pipeline.idle(topic);
        }
      }
      pipeline.deliver(
          stream.network().topicIndex(arrival.event().topic()),
          placements.place(arrival.event(), i, bytes(stream, arrival)));
    }
  }

  private static byte[] bytes(LateStream stream, Arrival arrival) {
    return arrival.event().json(stream.network()).getBytes(StandardCharsets.UTF_8);
  }

  private static void assertLate(LateStream stream, List<OutputRecord> published) throws Exception {
    SingleObjectDecoder<LateRecord> decoder = SingleObjectDecoder.of(LateRecord.class);
    Map<Integer, String> late = new TreeMap<>();
    for (OutputRecord record : published) {
      if (record.topic().equals(ResultTopics.LATE)) {
        LateRecord whole = decoder.decode(record.value());
        late.put((int) whole.getOffset(), StandardCharsets.UTF_8.decode(whole.getValue()) + "");
      }
    }
    Map<Integer, String> must = new TreeMap<>();
    for (int i = 0; i < stream.arrivals().size(); i++) {
      Arrival arrival = stream.arrivals().get(i);
      if (stream.isOwedToTheLateTopic(arrival)) {
        must.put(i, new String(bytes(stream, arrival), StandardCharsets.UTF_8));
      }
    }
    assertThat(late).as("late").containsAllEntriesOf(must);
    assertThat(late.keySet())
        .as("in time")
        .allMatch(number -> stream.arrivals().get(number).isLate());
  }

  /** The entrants of all cohorts together are the journeys of the events that came in time. */
  private static void assertCountedOnce(LateStream stream, List<OutputRecord> published)
      throws Exception {
    Map<ExpectedRow.Id, ConversionRow> last = new HashMap<>();
    PublishedRows.of(published).forEach(row -> last.put(PublishedRows.id(row), row));
    Map<String, Long> counted = new TreeMap<>();
    last.forEach(
        (id, row) -> {
          // One that was published for a value which has gone to ~other stays, empty.
          if (row.getEntrants() + row.getGaps() > 0) {
            assertThat(row.getStatus()).as("status of %s", id).isEqualTo(ConversionStatus.final$);
          }
          addEntrants(id, row.getEntrants(), counted);
        });
    Map<String, Long> inTime = entrants(stream, stream.eventsInTime());
    assertThat(counted).as("entrants").isEqualTo(inTime);
    Map<String, Long> journeys = entrants(stream, stream.events());
    counted.forEach(
        (edge, entrants) ->
            assertThat(entrants).as(edge).isLessThanOrEqualTo(journeys.getOrDefault(edge, 0L)));
  }

  private static Map<String, Long> entrants(LateStream stream, List<TestEvent> events) {
    Map<String, Long> entrants = new TreeMap<>();
    BruteForce.rows(stream.network(), events)
        .forEach((id, row) -> addEntrants(id, row.entrants, entrants));
    return entrants;
  }

  private static void addEntrants(ExpectedRow.Id id, long entrants, Map<String, Long> sums) {
    if (id.edge().equals("funnel") && id.dimension().equals("total") && entrants > 0) {
      sums.merge(id.path() + " " + id.to(), entrants, Long::sum);
    }
  }
}
