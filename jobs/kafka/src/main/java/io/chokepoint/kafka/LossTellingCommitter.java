package io.chokepoint.kafka;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits as the connector does. What the connector takes off its list as failed for good, Flink
 * counts in {@code failedCommittables} and goes on; here it is said as well.
 */
record LossTellingCommitter(Committer<KafkaCommittable> kafka, TransactionLoss loss)
    implements Committer<KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(LossTellingCommitter.class);

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    List<CommitRequest<KafkaCommittable>> watched =
        requests.stream()
            .<CommitRequest<KafkaCommittable>>map(request -> new Watched(request, loss))
            .toList();
    kafka.commit(watched);
  }

  @Override
  public void close() throws Exception {
    kafka.close();
  }

  private record Watched(CommitRequest<KafkaCommittable> request, TransactionLoss loss)
      implements CommitRequest<KafkaCommittable> {

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      LOG.error("{}", loss.words(request.getCommittable().getTransactionalId()), reason);
      request.signalFailedWithKnownReason(reason);
    }

    @Override
    public KafkaCommittable getCommittable() {
      return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      request.signalFailedWithUnknownReason(reason);
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }
  }
}
