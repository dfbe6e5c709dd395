package io.chokepoint.kafka;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes as the connector does. Closing it aborts the transaction that is open, and fails where no
 * broker answers; Flink ends the whole process when a task that has failed cannot be closed. What
 * has to be written is flushed before, and whoever starts next aborts what was left open, so a
 * failure to close loses nothing.
 */
final class OutlastingWriter<T>
    implements StatefulSinkWriter<T, KafkaWriterState>, CommittingSinkWriter<T, KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(OutlastingWriter.class);

  private final StatefulSinkWriter<T, KafkaWriterState> kafka;
  private final CommittingSinkWriter<T, KafkaCommittable> committing;
  private final String topic;

  <W extends StatefulSinkWriter<T, KafkaWriterState> & CommittingSinkWriter<T, KafkaCommittable>>
      OutlastingWriter(W kafka, String topic) {
    this.kafka = kafka;
    this.committing = kafka;
    this.topic = topic;
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    kafka.write(element, context);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    kafka.flush(endOfInput);
  }

  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    kafka.writeWatermark(watermark);
  }

  @Override
  public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
    return committing.prepareCommit();
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
    return kafka.snapshotState(checkpointId);
  }

  @Override
  public void close() {
    try {
      kafka.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn(
          "The writer of {} could not be closed ({}); what it left open is aborted at its next start.",
          topic,
          String.valueOf(e.getMessage()));
    }
  }
}
