package io.chokepoint.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OutlastingWriterTest {

  @Test
  void aBrokerThatIsAwayFailsTheFlushAndNotTheClosing() {
    Unreachable kafka = new Unreachable();
    OutlastingWriter<String> writer = new OutlastingWriter<>(kafka, "results");

    assertThatThrownBy(() -> writer.flush(false)).isInstanceOf(IOException.class);
    writer.close();

    assertThat(kafka.asked).containsExactly("flush", "close");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aTaskThatIsCancelledWhileItIsClosedStaysInterrupted() {
    OutlastingWriter<String> writer = new OutlastingWriter<>(new Interrupted(), "results");

    writer.close();

    assertThat(Thread.interrupted()).isTrue();
  }

  /** A writer whose broker is away. */
  private static class Unreachable
      implements StatefulSinkWriter<String, KafkaWriterState>,
          CommittingSinkWriter<String, KafkaCommittable> {
    final List<String> asked = new ArrayList<>();

    @Override
    public void write(String element, Context context) {
      asked.add("write");
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      asked.add("flush");
      throw new IOException("no broker");
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() {
      return List.of();
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpointId) {
      return List.of();
    }

    @Override
    public void close() throws Exception {
      asked.add("close");
      throw new TimeoutException("Timeout expired while awaiting EndTxn(false)");
    }
  }

  private static final class Interrupted extends Unreachable {
    @Override
    public void close() throws Exception {
      throw new InterruptedException();
    }
  }
}
