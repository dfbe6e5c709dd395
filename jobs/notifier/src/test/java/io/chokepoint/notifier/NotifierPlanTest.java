package io.chokepoint.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chokepoint.domain.alert.AlertFile;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The graph of the job, without running it. */
class NotifierPlanTest {

  private static StreamExecutionEnvironment wire() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    Configuration config = new Configuration();
    config.set(NotifierOptions.BOOTSTRAP, "localhost:9092");
    NotifierJob.wire(
        env,
        AlertFile.parse(
            "alerts.yaml",
            """
            receivers:
              - {name: am, kind: alertmanager, url: "https://am.example.org"}
              - {name: hook, kind: webhook, url: "${env:HOOK}", sign: "${env:KEY}"}
              - {name: topic, kind: kafka, topic: pages}
              - {name: lines, kind: log}
            """,
            null),
        config);
    return env;
  }

  @Test
  void everyOperatorHasTheUidOfItsRole() {
    assertThat(
            wire().getStreamGraph(false).getStreamNodes().stream()
                .map(StreamNode::getTransformationUID))
        .containsExactlyInAnyOrder(
            "source-alerts",
            "readable-alerts",
            "unreadable-records",
            "sink-unreadable-records",
            "Sink Committer: sink-unreadable-records",
            "followed-episodes",
            "share-am",
            "receiver-am",
            "share-hook",
            "receiver-hook",
            "share-topic",
            "receiver-topic",
            "Sink Committer: receiver-topic",
            "share-lines",
            "receiver-lines");
    assertThat(wire().getStreamGraph().getJobGraph().getVertices())
        .allSatisfy(vertex -> assertThat(vertex.getMaxParallelism()).isEqualTo(720));
  }

  @Test
  void noTypeFallsBackToKryo() {
    for (StreamNode node : wire().getStreamGraph().getStreamNodes()) {
      List<TypeSerializer<?>> serializers = new java.util.ArrayList<>();
      serializers.addAll(List.of(node.getTypeSerializersIn()));
      serializers.add(node.getTypeSerializerOut());
      assertThat(serializers)
          .as(node.getOperatorName())
          .noneMatch(KryoSerializer.class::isInstance);
    }
  }

  @Test
  void anOptionThatIsUnknownOrMissingIsToldInWords() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NotifierOptions.parse(new String[] {"--alert", "x"}))
        .withMessageContaining("unknown option --alert; known are --alerts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NotifierOptions.parse(new String[] {"--alerts", "x"}))
        .withMessage("option --bootstrap is required");
  }
}
