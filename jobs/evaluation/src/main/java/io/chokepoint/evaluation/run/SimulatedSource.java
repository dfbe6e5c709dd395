package io.chokepoint.evaluation.run;

import io.chokepoint.bottleneck.record.SourceRecord;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Lets the events of a case in, named by the number of its {@link Handover}. */
final class SimulatedSource implements FlatMapFunction<Long, SourceRecord> {
  private static final long serialVersionUID = 1;

  @Override
  public void flatMap(Long handover, Collector<SourceRecord> out) {
    EventsInOrder events = Handover.of(handover).events();
    while (events.hasNext()) {
      out.collect(events.next());
    }
  }
}
