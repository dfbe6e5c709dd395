package io.chokepoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chokepoint.results.RejectReason;
import io.chokepoint.results.RejectedRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractJsonTest {
  private static final long SEED = 20_260_101;
  private static final int RECORDS = 100;

  private final ObjectMapper json = new ObjectMapper();

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.chokepoint.schemas.Contracts#all")
  void everyFieldThatIsThereIsThere(Schema contract) throws IOException {
    RandomRecords records = new RandomRecords(SEED);
    for (int i = 0; i < RECORDS; i++) {
      SpecificRecord datum = records.next(contract);
      JsonNode read = json.readTree(ContractJson.bytes(datum));
      for (Schema.Field field : contract.getFields()) {
        assertThat(read.has(field.name()))
            .as("seed %d, record %d, field %s", SEED, i, field.name())
            .isEqualTo(datum.get(field.pos()) != null);
      }
    }
  }

  @Test
  void timesAreMillisecondsEnumsTextsAndBytesBase64() throws IOException {
    JsonNode read =
        json.readTree(
            ContractJson.bytes(
                RejectedRecord.newBuilder()
                    .setTopic("orders")
                    .setPartition(1)
                    .setOffset(2)
                    .setTimestamp(Instant.ofEpochMilli(1_234))
                    .setValue(ByteBuffer.wrap(new byte[] {0, 1, 2}))
                    .setReason(RejectReason.unknown_schema)
                    .setError("\"quoted\"")
                    .build()));

    assertThat(read)
        .isEqualTo(
            json.readTree(
                """
                {"topic": "orders", "partition": 1, "offset": 2, "timestamp": 1234, "value": "AAEC",
                 "reason": "unknown_schema", "error": "\\"quoted\\""}
                """));
  }
}
