package io.chokepoint.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.io.EventPlacement;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.bottleneck.record.SourceRecordSerializer;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.MetricNames;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a cluster's reporters see of the job: the metrics of the README, and what they count. */
class MetricsTest {
  private static final long MINUTE = 60_000;
  private static final long START = 29_000_000 * MINUTE;
  private static final long HOUR = 60 * MINUTE;

  private static final Network NETWORK =
      NetworkFile.parse(
          "shop.yaml",
          """
          network: shop
          topics: {visits: {}, orders: {}, shipments: {}, payments: {}}
          paths:
            - name: sale
              key: id
              cohort: 1m
              segments: [{name: app, at: visited, field: app, max_values: 1}]
              stages:
                - {name: visited, layer: users, topic: visits}
                - {name: ordered, layer: models, topic: orders, within: 10m}
                - {name: shipped, layer: compute, topic: shipments, within: 10m}
                - name: paid
                  layer: payments
                  after: ordered
                  topic: payments
                  within: 15m
                  group: {member: ordered, field: session}
          """);

  /** Four times a stage, one member a group, and an hour of retention. */
  private static final PipelineOptions OPTIONS =
      new PipelineOptions(HOUR, 4, 1, Long.MAX_VALUE / 2, false, MINUTE, false);

  private static final List<SourceRecord> STREAM =
      List.of(
          event("visits", START, Map.of("id", "a", "app", "x")),
          event("visits", START + 1, Map.of("id", "b", "app", "x")),
          event("visits", START + 2, Map.of("id", "c", "app", "x")),
          // It has no key.
          event("visits", START + 3, Map.of("app", "x")),
          event("orders", START + 1_000, Map.of("id", "a", "session", "s")),
          event("orders", START + 1_001, Map.of("id", "a", "session", "s")),
          event("orders", START + 1_002, Map.of("id", "a", "session", "s")),
          event("orders", START + 1_003, Map.of("id", "a", "session", "s")),
          // One order more than a journey remembers.
          event("orders", START + 1_004, Map.of("id", "a", "session", "s")),
          // One member more than the session remembers: the journey is not paid.
          event("orders", START + 1_005, Map.of("id", "c", "session", "s")),
          event("shipments", START + 2_000, Map.of("id", "a")),
          event("shipments", START + 2_001, Map.of("id", "c")),
          // It was never ordered.
          event("shipments", START + 2_002, Map.of("id", "b")),
          event("payments", START + 3_000, Map.of("session", "s")),
          // Nobody named this session.
          event("payments", START + 3_001, Map.of("session", "unheard-of")),
          event("visits", START + 5 * HOUR, Map.of("id", "d", "app", "y")),
          // It is beyond the retention by now.
          event("visits", START + HOUR, Map.of("id", "e", "app", "x")));

  private static final Map<String, Long> VALUES = new TreeMap<>();
  private static final Set<String> REGISTERED = new TreeSet<>();

  private static SourceRecord event(String topic, long time, Map<String, String> fields) {
    EventPlacement placement =
        new EventPlacement(NETWORK, NETWORK.topicIndex(topic), () -> START, Long.MAX_VALUE / 2);
    placement.fields().clear();
    String[] names = placement.names();
    placement.fields().set(0, Long.toString(time));
    for (int i = 1; i < names.length; i++) {
      String text = fields.get(names[i]);
      if (text != null) {
        placement.fields().set(i, text);
      }
    }
    return placement.place(new Origin(topic, 0, 0, time, new byte[] {1}, new byte[] {2}));
  }

  @BeforeAll
  static void run() throws Exception {
    InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();
    Configuration config = new Configuration();
    reporter.addToConfiguration(config);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, config);
    PipelineDefaults.apply(env);
    DataStream<SourceRecord> events =
        env.fromSequence(0, STREAM.size() - 1)
            .uid("numbers")
            .map(number -> STREAM.get(number.intValue()))
            .returns(SourceRecordSerializer.TYPE)
            .uid("events")
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<SourceRecord>forGenerator(context -> new AtItsHeels())
                    .withTimestampAssigner((event, timestamp) -> event.time()))
            .uid("times");
    BottleneckPipeline.build(NETWORK, OPTIONS, Map.of("shop", events))
        .byTopic()
        .forEach(
            (topic, results) ->
                results.sinkTo(new DiscardingSink<OutputRecord>()).uid("discarded-" + topic));
    env.execute();
    Set<String> ofFlink = namesOfFlink();
    reporter
        .getMetricsByGroup()
        .forEach(
            (group, metrics) ->
                metrics.forEach(
                    (name, metric) -> {
                      if (!ofFlink.contains(name)) {
                        note(group, name, metric);
                      }
                    }));
  }

  private static void note(MetricGroup group, String name, Metric metric) {
    Map<String, String> variables = new TreeMap<>(group.getAllVariables());
    String operator = variables.remove("<operator_name>");
    if (operator == null) {
      return;
    }
    Map<String, String> scope = new TreeMap<>();
    for (String ours : List.of("topic", "reason")) {
      String value = variables.get("<" + ours + ">");
      if (value != null) {
        scope.put(ours, value);
      }
    }
    REGISTERED.add(
        DocumentedMetrics.line(
            operator.startsWith("route ") ? "route TOPIC" : operator, name, scope.keySet()));
    VALUES.put(
        operator + ": " + name + (scope.isEmpty() ? "" : " " + String.join(" ", scope.values())),
        value(metric));
  }

  private static long value(Metric metric) {
    return metric instanceof Counter counter
        ? counter.getCount()
        : ((Number) ((Gauge<?>) metric).getValue()).longValue();
  }

  private static Set<String> namesOfFlink() throws IllegalAccessException {
    Set<String> names = new HashSet<>();
    for (Field field : MetricNames.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof String name) {
        names.add(name);
      }
    }
    return names;
  }

  @Test
  void theTableInTheReadmeHasWhatIsRegisteredAndNothingElse() throws Exception {
    assertThat(DocumentedMetrics.lines()).isEqualTo(REGISTERED);
  }

  @Test
  void whatBecameOfEventsIsCountedByTopic() {
    assertThat(VALUES)
        .containsEntry("route shop: numEvents visits", 4L)
        .containsEntry("route shop: numEvents orders", 6L)
        .containsEntry("route shop: numEvents shipments", 3L)
        .containsEntry("route shop: numEvents payments", 2L)
        .containsEntry("route shop: numRejected missing_key visits", 1L)
        .containsEntry("route shop: numLateEvents visits", 1L)
        .containsEntry("route shop: numLateEvents orders", 0L)
        .containsEntry("expand groups: numLateEvents orders", 0L)
        .containsEntry("evaluate journeys: numLateEvents visits", 0L);
  }

  @Test
  void whatCannotBeUsedIsCounted() {
    assertThat(VALUES)
        .containsEntry("evaluate journeys: numOverflowEvents", 1L)
        .containsEntry("expand groups: numOverflowGroupEvents", 1L)
        .containsEntry("expand groups: numUnresolvedGroupEvents", 1L)
        .containsEntry("tabulate cohorts: numGaps", 1L)
        .containsEntry("tabulate cohorts: numLateTallies", 0L);
  }

  @Test
  void droppedStepsAreCountedOnceEach() {
    // b and d were never ordered, c was never paid.
    assertThat(VALUES).containsEntry("pre-select examples: numDroppedSteps", 3L);
  }

  @Test
  void whenAllIsOverNothingIsOpenAndNoClockRuns() {
    assertThat(VALUES)
        .containsEntry("evaluate journeys: openJourneys", 0L)
        .containsEntry("tabulate cohorts: clock visits", -1L)
        .containsEntry("tabulate cohorts: clockLag payments", -1L);
  }

  /** The watermark follows each event, but those that were refused. */
  private static final class AtItsHeels implements WatermarkGenerator<SourceRecord> {
    private long latest = Long.MIN_VALUE;

    @Override
    public void onEvent(SourceRecord event, long timestamp, WatermarkOutput output) {
      if (event.refusal() == null && timestamp > latest) {
        latest = timestamp;
        output.emitWatermark(new Watermark(timestamp - 1));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
