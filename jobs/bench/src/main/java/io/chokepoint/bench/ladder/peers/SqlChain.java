package io.chokepoint.bench.ladder.peers;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * The request path as a chain of left interval joins of Flink SQL, and a window over their rows.
 *
 * <p>Its sources hand over the planner's own rows, so that nothing is converted at the border, and
 * only the columns that the query needs.
 *
 * <p>Not expressed: pending and dropped as two things, clocks of topics (one watermark for all),
 * corrections (what is late is left out), reasons, segments, values, lags, several events of one
 * stage (each would count), and a member of a group that comes after the watermark.
 */
public final class SqlChain {
  private static final LogicalType TEXT = VarCharType.STRING_TYPE;

  private static final String JOINS =
      """
      CREATE TEMPORARY VIEW journeys AS
      SELECT r.rt AS rt, a.id AS admitted, o.id AS routed, e.id AS executed,
             p.id AS paid, w.id AS rewarded, v.id AS verified, t.id AS trusted
      FROM requested r
      LEFT JOIN admitted a ON a.id = r.id
        AND a.rt BETWEEN r.rt AND r.rt + INTERVAL '10' SECOND
      LEFT JOIN routed o ON o.id = a.id
        AND o.rt BETWEEN a.rt AND a.rt + INTERVAL '10' SECOND
      LEFT JOIN executed e ON e.id = o.id
        AND e.rt BETWEEN o.rt AND o.rt + INTERVAL '5' MINUTE
      LEFT JOIN paid p ON p.id = e.payment
        AND p.rt BETWEEN e.rt AND e.rt + INTERVAL '15' MINUTE
      LEFT JOIN rewarded w ON w.id = e.reward
        AND w.rt BETWEEN p.rt AND p.rt + INTERVAL '30' MINUTE
      LEFT JOIN verified v ON v.id = e.id AND r.provable
        AND v.rt BETWEEN e.rt - INTERVAL '5' MINUTE AND e.rt + INTERVAL '1' HOUR
      LEFT JOIN trusted t ON t.id = v.id
        AND t.rt BETWEEN v.rt AND v.rt + INTERVAL '15' MINUTE
      """;

  private static final String COHORTS =
      """
      SELECT window_start, COUNT(*), COUNT(admitted), COUNT(routed), COUNT(executed),
             COUNT(paid), COUNT(rewarded), COUNT(verified), COUNT(trusted)
      FROM TABLE(TUMBLE(TABLE journeys, DESCRIPTOR(rt), INTERVAL '1' MINUTE))
      GROUP BY window_start, window_end
      """;

  private SqlChain() {}

  /** Builds the job; its rows go to {@link FoundRows}. */
  public static void build(StreamExecutionEnvironment env, Map<String, String> client) {
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
    view(
        tables,
        "requested",
        source(
            env,
            client,
            PathTopic.REQUESTED,
            new String[] {"id", "provable", "ms"},
            TEXT,
            new BooleanType(),
            new BigIntType(false)));
    view(
        tables,
        "executed",
        source(
            env,
            client,
            PathTopic.EXECUTED,
            new String[] {"id", "payment", "reward", "ms"},
            TEXT,
            TEXT,
            TEXT,
            new BigIntType(false)));
    for (PathTopic topic :
        new PathTopic[] {
          PathTopic.ADMITTED,
          PathTopic.ROUTED,
          PathTopic.PAID,
          PathTopic.REWARDED,
          PathTopic.VERIFIED,
          PathTopic.TRUSTED
        }) {
      view(
          tables,
          topic.name().toLowerCase(Locale.ROOT),
          source(env, client, topic, new String[] {"id", "ms"}, TEXT, new BigIntType(false)));
    }
    tables.executeSql(JOINS);
    tables
        .toDataStream(tables.sqlQuery(COHORTS))
        .map(SqlChain::note)
        .returns(Types.BOOLEAN)
        .sinkTo(new DiscardingSink<>());
  }

  private static void view(StreamTableEnvironment tables, String name, DataStream<RowData> rows) {
    tables.createTemporaryView(
        name,
        rows,
        Schema.newBuilder()
            .columnByMetadata("rt", DataTypes.TIMESTAMP_LTZ(3), "rowtime")
            .watermark("rt", "SOURCE_WATERMARK()")
            .build());
  }

  /** Rows whose last column is the event time. */
  private static DataStream<RowData> source(
      StreamExecutionEnvironment env,
      Map<String, String> client,
      PathTopic topic,
      String[] names,
      LogicalType... types) {
    int last = types.length - 1;
    return PeerSource.of(
        env,
        client,
        topic,
        InternalTypeInfo.of(RowType.of(types, names)),
        row -> row.getLong(last),
        shape(topic));
  }

  private static PeerSource.Shape<RowData> shape(PathTopic topic) {
    return switch (topic) {
      case REQUESTED ->
          (event, out) ->
              out.collect(
                  GenericRowData.of(
                      text(event.key()), IntervalChain.isProvable(event.field(1)), event.time()));
      case EXECUTED ->
          (event, out) ->
              out.collect(
                  GenericRowData.of(
                      text(event.key()), text(event.field(1)), text(event.field(2)), event.time()));
      case VERIFIED ->
          (event, out) -> {
            long time = event.time();
            event.keys().forEach(member -> out.collect(GenericRowData.of(text(member), time)));
          };
      default -> (event, out) -> out.collect(GenericRowData.of(text(event.key()), event.time()));
    };
  }

  private static @Nullable StringData text(@Nullable String text) {
    return text == null ? null : StringData.fromString(text);
  }

  private static boolean note(Row cohort) {
    long[] reached = new long[FoundRows.STAGES.length];
    for (int s = 0; s < reached.length; s++) {
      reached[s] = (Long) Objects.requireNonNull(cohort.getField(1 + s));
    }
    LocalDateTime start = (LocalDateTime) Objects.requireNonNull(cohort.getField(0));
    FoundRows.add(start.toInstant(ZoneOffset.UTC).toEpochMilli(), reached);
    return true;
  }
}
