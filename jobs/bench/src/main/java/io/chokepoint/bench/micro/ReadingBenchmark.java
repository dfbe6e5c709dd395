package io.chokepoint.bench.micro;

import io.chokepoint.bottleneck.io.EventPlacement;
import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.avro.SingleObjectDecoder;
import io.chokepoint.bottleneck.record.StageEventSerializer;
import io.chokepoint.domain.journey.EventFields;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.events.ExecutionEvent;
import io.chokepoint.schemas.UnreadableRecordException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From bytes to what travels to the journeys; ns an event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadingBenchmark {
  private static final int EVENTS = 20_000;

  private SimulatedWork work;
  private EventPlacement placement;
  private SingleObjectDecoder decoder;
  private io.chokepoint.schemas.SingleObjectDecoder<ExecutionEvent> reference;
  private DataOutputSerializer out;
  private byte[][] packed;
  private int next;

  /** Made by JMH. */
  @SuppressWarnings("NullAway.Init") // JMH calls the setup first
  public ReadingBenchmark() {}

  /** Simulates. */
  @Setup
  public void simulate() throws IOException {
    work = SimulatedWork.of(EVENTS);
    placement =
        SimulatedWork.placement(work.network(), work.network().topicIndex(SimulatedWork.TOPIC));
    decoder = SimulatedWork.decoder(placement);
    reference = io.chokepoint.schemas.SingleObjectDecoder.of(ExecutionEvent.class);
    out = new DataOutputSerializer(256);
    packed = new byte[work.events().size()][];
    for (int i = 0; i < packed.length; i++) {
      out.clear();
      StageEventSerializer.INSTANCE.serialize(work.events().get(i), out);
      packed[i] = out.getCopyOfBuffer();
    }
  }

  private byte[] execution() {
    next = (next + 1) % work.executions().size();
    return work.executions().get(next);
  }

  /** The fields that the network file needs, by the program of the schema. */
  @Benchmark
  public EventFields decode() throws MalformedEventException {
    decoder.decode(execution(), placement.fields());
    return placement.fields();
  }

  /** The same, and what they mean: key, path, stage, conditions, segments. */
  @Benchmark
  public List<StageEvent> decodeAndPlace() {
    return SimulatedWork.place(decoder, placement, execution());
  }

  /** Avro's own reader into a generated class, for comparison. */
  @Benchmark
  public ExecutionEvent decodeByAvro() throws UnreadableRecordException {
    return reference.decode(execution());
  }

  /** To the wire between two operators. */
  @Benchmark
  public int serialize() throws IOException {
    next = (next + 1) % packed.length;
    out.clear();
    StageEventSerializer.INSTANCE.serialize(work.events().get(next), out);
    return out.length();
  }

  /** And back. */
  @Benchmark
  public StageEvent deserialize() throws IOException {
    next = (next + 1) % packed.length;
    return StageEventSerializer.INSTANCE.deserialize(new DataInputDeserializer(packed[next]));
  }
}
