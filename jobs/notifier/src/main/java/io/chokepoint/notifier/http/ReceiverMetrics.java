package io.chokepoint.notifier.http;

import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What is counted of a receiver, with its name as the label {@code receiver}. */
final class ReceiverMetrics {

  private final Counter delivered;
  private final Counter retries;
  private final Counter undelivered;
  private volatile long lastLagMillis;

  ReceiverMetrics(
      MetricGroup group, String receiver, Backlog backlog, ProcessingTimeService clock) {
    MetricGroup own = group.addGroup("receiver", receiver);
    delivered = own.counter("numDelivered");
    retries = own.counter("numRetries");
    undelivered = own.counter("numUndelivered");
    own.gauge("deliveryLag", (Gauge<Long>) () -> lastLagMillis);
    own.gauge("pendingDeliveries", (Gauge<Integer>) backlog::size);
    own.gauge(
        "oldestPendingAge",
        (Gauge<Long>)
            () -> {
              long oldest = backlog.oldestMillis();
              return oldest == Backlog.NOBODY ? 0 : clock.getCurrentProcessingTime() - oldest;
            });
  }

  void delivered(long lagMillis) {
    delivered.inc();
    lastLagMillis = lagMillis;
  }

  void retried() {
    retries.inc();
  }

  void undelivered() {
    undelivered.inc();
  }
}
