package io.chokepoint.bottleneck.operator;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.io.ResultRecords;
import io.chokepoint.bottleneck.record.EdgeFinal;
import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.domain.diagnosis.ChronicBottleneck;
import io.chokepoint.domain.diagnosis.EdgeWindow;
import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by network, so one subtask sees it whole: keeps the latest complete cohorts of every edge
 * and says at each evaluation which step limits the network. Verdicts depend on event time alone.
 */
public final class JudgeNetwork extends KeyedProcessFunction<String, EdgeFinal, OutputRecord> {
  private static final long serialVersionUID = 1;

  /** How many edges one path may have in the number of an edge; more stages than any file has. */
  private static final int EDGES_PER_PATH = 1 << 16;

  private final Network network;
  private final long windowMillis;
  private final long evaluationMillis;

  /** Finals by the evaluation that is the first to see them. */
  private transient MapState<Long, byte[]> waiting;

  private transient MapState<Integer, byte[]> windows;
  private transient ResultRecords results;

  /** Makes the operator; it evaluates as often as the shortest cohort of the network. */
  public JudgeNetwork(Network network, PipelineOptions options) {
    this.network = network;
    this.windowMillis = options.verdictWindowMillis();
    this.evaluationMillis =
        network.paths().stream().mapToLong(Path::cohortMillis).min().orElse(60_000);
  }

  @Override
  public void open(OpenContext context) {
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waiting", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    windows =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "windows", Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    results = new ResultRecords();
  }

  @Override
  public void processElement(EdgeFinal edge, Context context, Collector<OutputRecord> out)
      throws Exception {
    long seenAt = Math.max(edge.completeAt(), context.timerService().currentWatermark() + 1);
    long evaluation = Grid.roundUp(seenAt, evaluationMillis);
    Packing.Writer writer = new Packing.Writer();
    writer.unsigned(edge.path());
    writer.unsigned(edge.edge());
    writer.signed(edge.cohortStart());
    writer.unsigned(edge.entrants());
    writer.unsigned(edge.converted());
    byte[] added = writer.toBytes();
    byte[] before = waiting.get(evaluation);
    waiting.put(evaluation, before == null ? added : concat(before, added));
    context.timerService().registerEventTimeTimer(evaluation);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = new byte[a.length + b.length];
    System.arraycopy(a, 0, both, 0, a.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OutputRecord> out)
      throws Exception {
    byte[] arrived = waiting.get(timestamp);
    if (arrived == null) {
      return;
    }
    waiting.remove(timestamp);
    Packing.Reader reader = new Packing.Reader();
    reader.reset(arrived);
    while (reader.hasMore()) {
      int edge = reader.count() * EDGES_PER_PATH + reader.count();
      EdgeWindow window = window(edge);
      if (window == null) {
        window = new EdgeWindow();
      }
      window.put(reader.signed(), reader.unsigned(), reader.unsigned());
      window.keepLast(windowMillis);
      windows.put(edge, window.pack());
    }
    out.collect(results.verdict(VerdictRecords.chronic(network.name(), timestamp, evaluate())));
  }

  private @Nullable EdgeWindow window(int edge) throws Exception {
    byte[] packed = windows.get(edge);
    return packed == null ? null : EdgeWindow.unpack(packed);
  }

  private VerdictRecords.Found evaluate() throws Exception {
    ChronicBottleneck most = null;
    boolean anyTargetKnown = false;
    boolean targets =
        network.paths().stream()
            .anyMatch(p -> p.stages().stream().anyMatch(s -> s.target() != null));
    List<Path> paths = network.paths();
    for (int p = 0; p < paths.size(); p++) {
      Map<Integer, EdgeWindow> steps = new HashMap<>();
      for (int s = 1; s < paths.get(p).stages().size(); s++) {
        EdgeWindow window = window(p * EDGES_PER_PATH + 2 * (s - 1));
        if (window != null) {
          steps.put(s, window);
          anyTargetKnown |= paths.get(p).stages().get(s).target() != null;
        }
      }
      ChronicBottleneck candidate = ChronicBottleneck.of(paths.get(p), steps::get);
      if (candidate != null && (most == null || candidate.gainPerHour() > most.gainPerHour())) {
        most = candidate;
      }
    }
    return new VerdictRecords.Found(most, targets, anyTargetKnown);
  }
}
