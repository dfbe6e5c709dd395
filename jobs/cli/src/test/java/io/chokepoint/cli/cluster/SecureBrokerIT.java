package io.chokepoint.cli.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.BottleneckJob;
import io.chokepoint.bottleneck.JobOptions;
import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.cli.cluster.StoppedJob.Clocks;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.LocalFlink;
import io.chokepoint.cli.notify.Await;
import io.chokepoint.cli.notify.Canaries;
import io.chokepoint.domain.broker.ClientProperties;
import io.chokepoint.schemas.ResultTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The job at brokers that want to know who it is, and what is seen of its secrets. */
class SecureBrokerIT {
  private final Path folder;

  SecureBrokerIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @EnumSource
  void theJobReadsAndWritesAndItsSecretsAreNowhere(SecureBroker kind) throws Exception {
    Canaries canaries = new Canaries(folder);
    try (LocalBroker broker = kind.start(folder, canaries);
        CollectedLog log = CollectedLog.of("");
        LocalFlink flink = LocalFlink.start(1)) {
      Path properties = folder.resolve("client.properties");
      canaries.assertAbsentIn("the properties file", Files.readString(properties));
      Map<String, Object> client = new HashMap<>(ClientProperties.load(properties));
      client.put("bootstrap.servers", broker.bootstrapServers());
      createTopics(client);
      write(client);

      StreamExecutionEnvironment environment = job(broker.bootstrapServers(), properties);
      canaries.assertAbsentIn(
          "the job",
          new String(
              InstantiationUtil.serializeObject(environment.getStreamGraph(false).getJobGraph()),
              ISO_8859_1));
      JobID job = flink.submit(environment);
      Await.holds(() -> assertThat(committed(client, ResultTopics.REJECTED)).hasSize(1));
      canaries.assertAbsentInRest(flink.webAddress(), job.toHexString());
      canaries.assertAbsentInThreads(ProcessHandle.current().pid());
      Path savepoint =
          new StoppedJob(flink.webAddress())
              .savepoint(job.toHexString(), folder.resolve("state"), Clocks.WHERE_THEY_ARE);
      canaries.assertAbsentInFiles(savepoint);
      assertThat(log.lines()).anySatisfy(line -> assertThat(line).contains("ssl.truststore"));
      canaries.assertAbsentIn("the log", String.join("\n", log.lines()));
    }
  }

  private static StreamExecutionEnvironment job(String servers, Path properties) {
    Configuration environmentOptions = new Configuration();
    environmentOptions.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(environmentOptions);
    environment.setParallelism(1);
    Configuration options = new Configuration();
    options.set(JobOptions.BOOTSTRAP, servers);
    options.set(JobOptions.KAFKA_PROPERTIES, properties.toString());
    options.set(JobOptions.READING, Reading.EARLIEST);
    options.set(JobOptions.DELIVERY, DeliveryGuarantee.EXACTLY_ONCE);
    BottleneckJob.wire(environment, JsonShop.NETWORK, options);
    return environment;
  }

  private static void createTopics(Map<String, Object> client) throws Exception {
    try (Admin admin = Admin.create(client)) {
      admin
          .createTopics(
              Stream.concat(Stream.of("orders", "payments"), ResultTopics.topics().stream())
                  .map(topic -> new NewTopic(topic, 1, (short) 1))
                  .toList())
          .all()
          .get();
    }
  }

  /** One message that is no event, for which one record is written. */
  private static void write(Map<String, Object> client) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("orders", "no event".getBytes(UTF_8)));
    }
  }

  private static List<byte[]> committed(Map<String, Object> client, String topic) {
    Map<String, Object> reader = new HashMap<>(client);
    reader.put("isolation.level", "read_committed");
    List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
    List<byte[]> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(reader, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
        found.add(record.value());
      }
    }
    return found;
  }
}
