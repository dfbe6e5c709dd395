package io.chokepoint.bench.ladder.worker;

import com.sun.management.OperatingSystemMXBean;
import io.chokepoint.bench.ladder.Sample;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Notes the first record that any consumer of this process is given, and counts them. An
 * interceptor of Kafka's clients: it is the same for every engine, costs a call for each poll and
 * not for each record, and changes nothing in what is measured. The job gives its consumers and
 * producers the same settings, so this is an interceptor of both.
 */
public final class PollMeter
    implements ConsumerInterceptor<Object, Object>, ProducerInterceptor<Object, Object> {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final LongAdder POLLED = new LongAdder();
  private static final LongAdder SENT = new LongAdder();
  private static volatile @Nullable Begin begin;
  private static volatile @Nullable Begin end;

  private record Begin(long cpuNanos, long compilerNanos, long wallNanos, MachineTime machine) {
    static Begin now() {
      return new Begin(
          SYSTEM.getProcessCpuTime(), CompilerTime.nanos(), System.nanoTime(), MachineTime.now());
    }
  }

  /** How Kafka Streams names the topics through which it exchanges records. */
  private static final String INTERNAL = "-repartition";

  /** The property by which consumers and producers are given it. */
  static final String PROPERTY = "interceptor.classes";

  /** Made by Kafka's clients. */
  public PollMeter() {}

  /** Forgets what was before. */
  static void reset() {
    POLLED.reset();
    SENT.reset();
    begin = null;
    end = null;
  }

  /** Notes that all of it may have been done by now; the last such moment counts. */
  static void mayBeOver() {
    end = Begin.now();
  }

  /** CPU time of this process so far. */
  static long cpuNanos() {
    return SYSTEM.getProcessCpuTime();
  }

  /** Records so far. */
  static long polled() {
    return POLLED.sum();
  }

  /** What was used since the first record. */
  static Sample sample() {
    Begin from = begin;
    if (from == null) {
      throw new IllegalStateException("no record was read");
    }
    Begin to = end;
    if (to == null) {
      to = Begin.now();
    }
    long cpu = to.cpuNanos - from.cpuNanos;
    return new Sample(
        POLLED.sum(),
        SENT.sum(),
        cpu,
        to.compilerNanos - from.compilerNanos,
        to.wallNanos - from.wallNanos,
        to.machine.stealShareSince(from.machine),
        to.machine.foreignShareSince(from.machine, cpu));
  }

  @Override
  public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
    int own = 0;
    for (TopicPartition partition : records.partitions()) {
      // What an engine sends to itself is not read from the stream.
      if (!partition.topic().endsWith(INTERNAL)) {
        own += records.records(partition).size();
      }
    }
    count(own);
    return records;
  }

  static void count(int records) {
    if (begin == null && records > 0) {
      synchronized (POLLED) {
        if (begin == null) {
          begin = Begin.now();
        }
      }
    }
    POLLED.add(records);
  }

  @Override
  public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
    SENT.increment();
    return record;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception exception) {}

  @Override
  public void close() {}

  @Override
  public void configure(Map<String, ?> settings) {}
}
