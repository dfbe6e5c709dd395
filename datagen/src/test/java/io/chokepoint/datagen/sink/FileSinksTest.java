package io.chokepoint.datagen.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.datagen.SimulatedEvent;
import io.chokepoint.events.InferenceMode;
import io.chokepoint.events.ProofEvent;
import io.chokepoint.events.ProofEventType;
import io.chokepoint.events.ProofMode;
import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.RequestEventType;
import io.chokepoint.events.SettlementMode;
import io.chokepoint.schemas.EventSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinksTest {
  private static final long TIME_MILLIS = 1_774_000_000_123L;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void aLineOfJsonHasTheTopicTheTimeInMillisAndNoNulls() throws IOException {
    Path file = folder.resolve("events.jsonl");
    try (JsonLinesEventSink sink = new JsonLinesEventSink(file)) {
      sink.write(request());
      sink.write(proof());
    }

    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {"topic":"users.requests","event_id":"e1","event_time":1774000000123,"type":"requested",\
            "request_id":"r1","settlement":"private","mode":"tee","max_price":"5","streaming":true}
            {"topic":"verification.proofs","event_id":"e2","event_time":1774000000123,\
            "type":"verified","batch_id":"0xb","request_ids":["r1","r2"],"mode":"tee","batch_size":2}
            """);
  }

  @Test
  void aNameThatEndsInGzIsCompressed() throws IOException {
    Path file = folder.resolve("events.jsonl.gz");
    try (JsonLinesEventSink sink = new JsonLinesEventSink(file)) {
      sink.write(request());
    }

    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("{\"topic\":\"users.requests\"")
          .endsWith("}\n");
    }
  }

  @Test
  void eachTopicHasAnAvroFileThatReadersUnderstand() throws IOException {
    try (AvroFileEventSink sink = new AvroFileEventSink(folder.resolve("new"))) {
      sink.write(request());
      sink.write(proof());
    }

    for (String topic : EventSchemas.topics()) {
      List<GenericRecord> records = new ArrayList<>();
      Path file = folder.resolve("new").resolve(topic + AvroFileEventSink.SUFFIX);
      try (DataFileReader<GenericRecord> reader =
          new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
        assertThat(reader.getSchema()).isEqualTo(EventSchemas.schemaOf(topic));
        reader.forEach(records::add);
      }
      switch (topic) {
        case "users.requests" -> {
          assertThat(records).hasSize(1);
          assertThat(records.get(0).get("settlement")).hasToString("private");
          assertThat(records.get(0).get("event_time")).isEqualTo(TIME_MILLIS);
        }
        case "verification.proofs" ->
            assertThat(records.get(0).get("request_ids")).hasToString("[r1, r2]");
        default -> assertThat(records).isEmpty();
      }
    }
  }

  static SimulatedEvent request() {
    RequestEvent event = new RequestEvent();
    event.setEventId("e1");
    event.setEventTime(Instant.ofEpochMilli(TIME_MILLIS));
    event.setType(RequestEventType.requested);
    event.setRequestId("r1");
    event.setSettlement(SettlementMode.private$);
    event.setMode(InferenceMode.tee);
    event.setMaxPrice("5");
    event.setStreaming(true);
    return new SimulatedEvent("users.requests", "r1", TIME_MILLIS, event);
  }

  private static SimulatedEvent proof() {
    ProofEvent event = new ProofEvent();
    event.setEventId("e2");
    event.setEventTime(Instant.ofEpochMilli(TIME_MILLIS));
    event.setType(ProofEventType.verified);
    event.setBatchId("0xb");
    event.setRequestIds(List.of("r1", "r2"));
    event.setMode(ProofMode.tee);
    event.setBatchSize(2);
    return new SimulatedEvent("verification.proofs", "0xb", TIME_MILLIS, event);
  }
}
