package io.chokepoint.bottleneck.property;

import static io.chokepoint.bottleneck.operator.Shop.MINUTE;
import static io.chokepoint.bottleneck.operator.Shop.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.operator.Shop;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.schemas.ResultTopics;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;

/** A writer that sends a day once more, while the other topics go on. */
class ReplayedTopicTest {
  private static final int DAY_MINUTES = 24 * 60;

  private final HarnessPipeline pipeline;

  ReplayedTopicTest() throws Exception {
    pipeline = new HarnessPipeline(Shop.NETWORK, Shop.OPTIONS, 2, HashMapStateBackend::new, null);
  }

  @Test
  void aDayThatIsReplayedChangesNoRowAndLeavesNoState() throws Exception {
    try (pipeline) {
      for (int minute = 0; minute < DAY_MINUTES; minute++) {
        order(minute);
        visit(minute);
        watermarks(minute);
      }
      long bytes = stateBytes();
      List<OutputRecord> before = List.copyOf(pipeline.published());
      assertThat(before).hasSizeGreaterThan(DAY_MINUTES).noneMatch(ReplayedTopicTest::isLate);

      for (int minute = 0; minute < DAY_MINUTES; minute++) {
        order(minute);
      }
      watermarks(DAY_MINUTES - 1);
      List<OutputRecord> since = publishedSince(before.size());
      // What is older than the retention is given back; the rest is known.
      long retained = Shop.OPTIONS.retentionMillis() / MINUTE;
      assertThat(since)
          .hasSize((int) (DAY_MINUTES - 1 - retained))
          .allMatch(ReplayedTopicTest::isLate);
      assertThat(stateBytes()).isEqualTo(bytes);

      // The next minutes are judged as if nothing had happened.
      for (int minute = DAY_MINUTES; minute < DAY_MINUTES + 30; minute++) {
        order(minute);
        visit(minute);
        watermarks(minute);
      }
      assertThat(publishedSince(before.size() + since.size()))
          .isNotEmpty()
          .noneMatch(ReplayedTopicTest::isLate);
      assertThat(stateBytes()).isBetween(bytes * 9 / 10, bytes * 11 / 10);
    }
  }

  private List<OutputRecord> publishedSince(int count) {
    List<OutputRecord> all = pipeline.published();
    return List.copyOf(all.subList(count, all.size()));
  }

  private void visit(int minute) throws Exception {
    deliver("visits", minute, Map.of("id", "v" + minute, "app", "a", "price", "1.25"));
  }

  private void order(int minute) throws Exception {
    deliver(
        "orders", minute, Map.of("id", "v" + minute, "type", "done", "session", "s" + minute / 10));
  }

  private void deliver(String topic, int minute, Map<String, String> fields) throws Exception {
    pipeline.deliver(
        Shop.NETWORK.topicIndex(topic), Shop.event(topic, START + minute * MINUTE, fields));
  }

  private void watermarks(int minute) throws Exception {
    pipeline.watermark(START + minute * MINUTE - 1);
  }

  private static boolean isLate(OutputRecord record) {
    return record.topic().equals(ResultTopics.LATE);
  }

  private long stateBytes() throws Exception {
    HarnessPipeline.Checkpoint checkpoint = pipeline.checkpoint();
    return checkpoint.groups().getStateSize()
        + checkpoint.journeys().getStateSize()
        + checkpoint.cohorts().getStateSize();
  }
}
