package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.BottleneckJob;
import io.chokepoint.bottleneck.JobOptions;
import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.LocalFlink;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.cli.notify.Committed;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.results.RejectReason;
import io.chokepoint.results.RejectedRecord;
import io.chokepoint.schemas.ResultTopics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand records a second that are no events: the job goes on, and every one is in the topic
 * of refused records. {@code -Dchokepoint.flood.seconds=60} makes it a minute.
 */
class MalformedFloodIT {
  private static final int SECONDS = Integer.getInteger("chokepoint.flood.seconds", 4);
  private static final int A_SECOND = 10_000;
  private static final String TOPIC = "users.requests";
  private static final long SEED = 7;

  private final Path root = Repositories.root();

  @Test
  void everyRefusedRecordIsKeptAndTheJobGoesOn() throws Exception {
    Network network = NetworkFile.load(root.resolve("networks/inference.yaml"));
    int all = SECONDS * A_SECOND;
    try (LocalBroker broker = LocalBroker.start();
        LocalFlink flink = LocalFlink.start(2)) {
      String servers = broker.bootstrapServers();
      LocalTopics.create(servers, network, 2);
      JobID job = flink.submit(job(servers, network));
      long begunNanos = System.nanoTime();
      flood(servers, all);
      Duration sent = Duration.ofNanos(System.nanoTime() - begunNanos);

      BitSet refused = new BitSet(all);
      long giveUpNanos = System.nanoTime() + Duration.ofMinutes(2).toNanos();
      while (refused.cardinality() < all && System.nanoTime() < giveUpNanos) {
        for (RejectedRecord each :
            new Committed<>(servers, ResultTopics.REJECTED, RejectedRecord.class).all()) {
          assertThat(each.getReason()).isEqualTo(RejectReason.malformed);
          refused.set(each.getValue().getInt(each.getValue().position() + 1));
        }
      }
      assertThat(refused.cardinality()).isEqualTo(all);
      Duration there = Duration.ofNanos(System.nanoTime() - begunNanos);
      System.out.printf(
          "%,d malformed records sent in %d s, all of them refused and read again after %d s%n",
          all, sent.toSeconds(), there.toSeconds());
      assertThat(flink.status(job)).isEqualTo(JobStatus.RUNNING);
      flink.cancel(job);
    }
  }

  private static void flood(String servers, int all) {
    Random random = new Random(SEED);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "linger.ms", "20"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      long begin = System.nanoTime();
      for (int i = 0; i < all; i++) {
        byte[] garbage = new byte[5 + random.nextInt(100)];
        random.nextBytes(garbage);
        ByteBuffer.wrap(garbage).put((byte) 0xC4).putInt(i);
        producer.send(new ProducerRecord<>(TOPIC, garbage));
        if (i % 100 == 0) {
          long due = begin + i * (1_000_000_000L / A_SECOND);
          LockSupport.parkNanos(due - System.nanoTime());
        }
      }
    }
  }

  private static StreamExecutionEnvironment job(String servers, Network network) {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(2);
    Configuration options = new Configuration();
    options.set(JobOptions.BOOTSTRAP, servers);
    options.set(JobOptions.READING, Reading.EARLIEST);
    BottleneckJob.wire(environment, network, options);
    return environment;
  }
}
