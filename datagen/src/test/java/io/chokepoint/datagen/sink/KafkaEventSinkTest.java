package io.chokepoint.datagen.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.events.RequestEvent;
import io.chokepoint.schemas.SingleObject;
import io.chokepoint.schemas.SingleObjectDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaEventSinkTest {
  private static final SimulatedEvent EVENT = FileSinksTest.request();

  @Test
  void aMessageIsASingleObjectWithKeyAndEventTime() throws Exception {
    MockProducer<byte[], byte[]> producer = producer(true);
    try (KafkaEventSink sink =
        new KafkaEventSink(producer, "broker:9092", EventValues.singleObjects())) {
      sink.write(EVENT);
    }

    assertThat(producer.history()).hasSize(1);
    ProducerRecord<byte[], byte[]> message = producer.history().get(0);
    assertThat(message.topic()).isEqualTo("users.requests");
    assertThat(message.timestamp()).isEqualTo(EVENT.eventTimeMillis());
    assertThat(message.key()).isEqualTo("r1".getBytes(StandardCharsets.UTF_8));
    assertThat(SingleObject.isSingleObject(message.value())).isTrue();
    assertThat(SingleObjectDecoder.of(RequestEvent.class).decode(message.value()))
        .isEqualTo(EVENT.value());
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void aMessageThatIsNotTakenEndsTheWritingWithItsCause() throws IOException {
    MockProducer<byte[], byte[]> producer = producer(false);
    KafkaEventSink sink = new KafkaEventSink(producer, "broker:9092", EventValues.singleObjects());
    sink.write(EVENT);
    producer.errorNext(new IllegalStateException("the disk is full."));

    assertThatThrownBy(() -> sink.write(EVENT))
        .isInstanceOf(IOException.class)
        .hasMessage("Kafka at broker:9092 does not take events any more: the disk is full.");
  }

  @Test
  void aBrokerThatIsNotThereIsNamed() throws IOException {
    int freePort;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      freePort = socket.getLocalPort();
    }
    String servers = "127.0.0.1:" + freePort;

    assertThatThrownBy(() -> new KafkaEventSink(servers, Duration.ofMillis(700)).close())
        .isInstanceOf(IOException.class)
        .hasMessage(
            "No Kafka broker answers at %s. Start one there, or name the address of one that runs."
                .formatted(servers));
  }

  @Test
  void anAddressThatIsNoneIsNamed() {
    assertThatThrownBy(() -> new KafkaEventSink("nowhere").close())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Kafka cannot be used at nowhere: ");
  }

  private static MockProducer<byte[], byte[]> producer(boolean autoComplete) {
    return new MockProducer<>(
        autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
