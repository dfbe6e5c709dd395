package io.chokepoint.evaluation.run;

import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.bottleneck.record.SourceRecordSerializer;
import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.datagen.Simulation;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Lets the events of a case in as brokers would: each topic by itself and in the order of delivery,
 * with word of the simulated clock in between, so that a topic of which nothing comes is noticed.
 * It runs ahead of the verdicts by some minutes at most: topics travel on roads of their own, and
 * one that got hours ahead of another would make it late.
 */
final class LiveEvents extends ProcessFunction<Long, SourceRecord> {
  private static final long serialVersionUID = 1;

  /** The partition of what is no event but word of the clock. */
  private static final int CLOCK = -1;

  /** Watermarks follow the clock: as often as a job on Kafka would look, or hardly less. */
  private static final long TICK_MILLIS = 10_000;

  private static final long MINUTE_MILLIS = 60_000;

  /**
   * More than any topic of the default network is behind its newest event, and some evaluations.
   */
  private static final long MOST_AHEAD_MILLIS = 10 * MINUTE_MILLIS;

  private final List<String> topics;

  LiveEvents(Network network) {
    topics = network.topics().stream().map(Topic::name).toList();
  }

  /** The road of a topic. */
  static OutputTag<SourceRecord> road(String topic) {
    return new OutputTag<>("live " + topic, SourceRecordSerializer.TYPE);
  }

  /** Whether a record is no event but word of the clock; its time is the clock's. */
  static boolean isClock(SourceRecord record) {
    return record.origin().partition() == CLOCK;
  }

  @Override
  public void processElement(Long number, Context context, Collector<SourceRecord> out)
      throws InterruptedException {
    Handover handover = Handover.of(number);
    Simulation simulation = handover.events().simulation();
    long tick = Long.MIN_VALUE;
    while (simulation.hasNext()) {
      SimulatedEvent event = simulation.next();
      long now = Math.floorDiv(event.deliveredMillis(), TICK_MILLIS) * TICK_MILLIS;
      if (now > tick) {
        tick = tick == Long.MIN_VALUE ? now - TICK_MILLIS : tick;
        while (tick < now) {
          tick += TICK_MILLIS;
          tell(tick, context);
        }
        handover.findings().awaitVerdict(tick - MOST_AHEAD_MILLIS);
      }
      @Nullable SourceRecord record = handover.events().place(event);
      if (record != null) {
        context.output(road(event.topic()), record);
      }
    }
  }

  private void tell(long clock, Context context) {
    for (int t = 0; t < topics.size(); t++) {
      String topic = topics.get(t);
      context.output(
          road(topic),
          new SourceRecord(
              new Origin(topic, CLOCK, 0, Origin.NO_TIMESTAMP, null, null),
              t,
              clock,
              List.of(),
              null));
    }
  }
}
