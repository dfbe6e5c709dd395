package io.chokepoint.cli.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class LocalBrokerIT {

  private static final Instant LIMIT = Instant.now().plus(Duration.ofMinutes(2));

  @Test
  void whatIsWrittenIsReadAndNothingIsLeftBehind() throws Exception {
    Path folder;
    String address;
    try (LocalBroker broker = LocalBroker.start()) {
      folder = broker.folder();
      address = broker.bootstrapServers();
      assertThat(folder).isDirectory();
      create(address, "greetings");
      write(address, "greetings", "hello");
      assertThat(read(address, "greetings", 1)).containsExactly("hello");
    }
    assertThat(folder).doesNotExist();
    assertThatThrownBy(() -> connect(address)).isInstanceOf(java.net.ConnectException.class);
  }

  @Test
  void twoBrokersRunSideBySide() throws Exception {
    try (LocalBroker one = LocalBroker.start();
        LocalBroker two = LocalBroker.start()) {
      assertThat(one.bootstrapServers()).isNotEqualTo(two.bootstrapServers());
      create(two.bootstrapServers(), "here");
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", one.bootstrapServers()))) {
        assertThat(admin.listTopics().names().get()).doesNotContain("here");
      }
    }
  }

  private static void create(String address, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static void write(String address, String topic, String text) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", address), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, text)).get();
    }
  }

  private static List<String> read(String address, String topic, int count) {
    List<String> texts = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", address, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      while (texts.size() < count && Instant.now().isBefore(LIMIT)) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> texts.add(record.value()));
      }
    }
    return texts;
  }

  private static void connect(String address) throws Exception {
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("still there".getBytes(UTF_8));
    }
  }
}
