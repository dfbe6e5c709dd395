package io.chokepoint.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.chokepoint.bottleneck.operator.DetectTrouble;
import io.chokepoint.bottleneck.operator.JudgeNetwork;
import io.chokepoint.bottleneck.operator.local.TabulateCohorts;
import io.chokepoint.bottleneck.record.CohortKey;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.schemas.ResultTopics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The graph of the job from Kafka to Kafka, without running it. */
class PlanTest {
  private static final Network INFERENCE =
      NetworkFile.load(Path.of("../../networks/inference.yaml"));

  private static final Network TWO_STAGES =
      NetworkFile.parse(
          "two.yaml",
          """
          network: two
          topics: {a: {}, b: {}}
          paths:
            - name: path
              key: id
              cohort: 1m
              stages:
                - {name: first, layer: x, topic: a}
                - {name: second, layer: x, topic: b, within: 10m}
          """);

  @Test
  void everyOperatorHasTheUidOfItsRole() {
    assertThat(uids(wire(INFERENCE, DeliveryGuarantee.AT_LEAST_ONCE)))
        .containsExactlyInAnyOrderElementsOf(expected(INFERENCE, true));
  }

  @Test
  void aNetworkWithoutGroupsHasNoOperatorForThem() {
    assertThat(uids(wire(TWO_STAGES, DeliveryGuarantee.AT_LEAST_ONCE)))
        .containsExactlyInAnyOrderElementsOf(expected(TWO_STAGES, false));
  }

  @ParameterizedTest
  @EnumSource(DeliveryGuarantee.class)
  void everyUidIsSetAndThereOnce(DeliveryGuarantee delivery) {
    StreamExecutionEnvironment env = wire(INFERENCE, delivery);
    assertThat(uids(env))
        .doesNotContainNull()
        .doesNotHaveDuplicates()
        .containsAll(expected(INFERENCE, true));
    // Without generated uids, this fails on any operator that has none.
    assertThatCode(() -> env.getStreamGraph().getJobGraph()).doesNotThrowAnyException();
  }

  @Test
  void theMostSubtasksItCanEverHaveAreFixed() {
    StreamGraph graph = wire(INFERENCE, DeliveryGuarantee.AT_LEAST_ONCE).getStreamGraph();
    graph
        .getJobGraph()
        .getVertices()
        .forEach(v -> assertThat(v.getMaxParallelism()).as(v.getName()).isEqualTo(720));
  }

  @ParameterizedTest
  @EnumSource(DeliveryGuarantee.class)
  void noTypeFallsBackToKryo(DeliveryGuarantee delivery) {
    StreamExecutionEnvironment env = wire(INFERENCE, delivery);
    List<TypeInformation<?>> types = new ArrayList<>();
    for (Transformation<?> end : env.getTransformations()) {
      for (Transformation<?> each : end.getTransitivePredecessors()) {
        types.add(each.getOutputType());
      }
    }
    types.add(TypeInformation.of(CohortKey.class));
    types.add(TabulateCohorts.FINALS.getTypeInfo());
    types.add(TabulateCohorts.EVIDENCE.getTypeInfo());
    types.add(JudgeNetwork.ALERTS.getTypeInfo());
    types.add(DetectTrouble.BASELINES.getTypeInfo());
    SerializerConfigImpl strict = new SerializerConfigImpl();
    strict.setGenericTypes(false);
    assertThat(types)
        .isNotEmpty()
        .allSatisfy(
            type -> {
              assertThat(type).isNotInstanceOf(GenericTypeInfo.class);
              // Throws where a field within is generic.
              assertThat(type.createSerializer(strict)).isNotNull();
            });
    for (StreamNode node : env.getStreamGraph().getStreamNodes()) {
      assertThat(serializers(node))
          .as(node.getOperatorName())
          .noneMatch(KryoSerializer.class::isInstance);
    }
  }

  private static List<TypeSerializer<?>> serializers(StreamNode node) {
    List<TypeSerializer<?>> all = new ArrayList<>(List.of(node.getTypeSerializersIn()));
    all.add(node.getTypeSerializerOut());
    all.add(node.getStateKeySerializer());
    return all;
  }

  private static StreamExecutionEnvironment wire(Network network, DeliveryGuarantee delivery) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    Configuration config = new Configuration();
    config.set(JobOptions.BOOTSTRAP, "localhost:9092");
    config.set(JobOptions.DELIVERY, delivery);
    BottleneckJob.wire(env, network, config);
    return env;
  }

  private static List<String> uids(StreamExecutionEnvironment env) {
    return env.getStreamGraph(false).getStreamNodes().stream()
        .map(StreamNode::getTransformationUID)
        .toList();
  }

  private static List<String> expected(Network network, boolean groups) {
    Stream<String> sources =
        network.topics().stream()
            .flatMap(t -> Stream.of(OperatorUids.source(t.name()), OperatorUids.routing(t.name())));
    Stream<String> operators =
        Stream.of(
            OperatorUids.JOURNEYS,
            OperatorUids.EXAMPLES,
            OperatorUids.DROPPED,
            OperatorUids.PRE_AGGREGATION,
            OperatorUids.COHORTS,
            OperatorUids.DETECTORS,
            OperatorUids.NOWCASTS,
            OperatorUids.VERDICTS);
    Stream<String> sinks =
        Stream.of(
                ResultTopics.CONVERSIONS,
                ResultTopics.VERDICTS,
                ResultTopics.ALERTS,
                ResultTopics.DROPPED,
                ResultTopics.REJECTED,
                ResultTopics.LATE)
            .map(OperatorUids::sink)
            // Flink gives each sink its committer, and names it by the sink.
            .flatMap(uid -> Stream.of(uid, "Sink Committer: " + uid));
    return Stream.of(
            sources,
            operators,
            sinks,
            groups ? Stream.of(OperatorUids.GROUPS) : Stream.<String>of())
        .flatMap(s -> s)
        .toList();
  }
}
