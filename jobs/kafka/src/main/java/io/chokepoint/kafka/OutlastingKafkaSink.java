package io.chokepoint.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The connector's sink, for brokers that are away at times.
 *
 * <ul>
 *   <li>A task that fails because of the broker ends as a task, and does not take the process of
 *       all tasks with it.
 *   <li>Where the broker has given up a transaction before its checkpoint could commit it, it says
 *       what is lost. The job goes on: what it finds from then on must be told too.
 * </ul>
 *
 * @param <T> what is written
 */
public final class OutlastingKafkaSink<T>
    implements Sink<T>,
        SupportsCommitter<KafkaCommittable>,
        SupportsWriterState<T, KafkaWriterState>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1;

  private final KafkaSink<T> kafka;
  private final String topic;
  private final Duration transactionTimeout;

  /**
   * @param kafka does the work
   * @param topic where it writes
   * @param transactionTimeout after how long the broker gives up a transaction
   */
  public OutlastingKafkaSink(KafkaSink<T> kafka, String topic, Duration transactionTimeout) {
    this.kafka = kafka;
    this.topic = topic;
    this.transactionTimeout = transactionTimeout;
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    return new LossTellingCommitter(
        kafka.createCommitter(context),
        new TransactionLoss(topic, transactionTimeout, context.getRestoredCheckpointId()));
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return kafka.getCommittableSerializer();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return new OutlastingWriter<>(kafka.createWriter(context), topic);
  }

  @Override
  public StatefulSinkWriter<T, KafkaWriterState> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> state) throws IOException {
    return new OutlastingWriter<>(kafka.restoreWriter(context, state), topic);
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return kafka.getWriterStateSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committed) {
    kafka.addPostCommitTopology(committed);
  }
}
