package io.chokepoint.datagen.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.datagen.imports.ImportSummary.Values;
import io.chokepoint.datagen.imports.mapping.RejectReason;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics of the default network have contracts, by which the job reads them from Kafka. */
class ContractImportTest {

  private static final Network INFERENCE = NetworkFile.load(Path.of("../networks/inference.yaml"));

  private static final String MAPPING =
      """
      time: {from: t, format: epoch-ms}
      events:
        - topic: compute.executions
          fields: {request_id: id, type: what, output_tokens: out, reason: why}
      """;

  private final Path folder;
  private final Path out;

  ContractImportTest(@TempDir Path folder) {
    this.folder = folder;
    this.out = folder.resolve("recorded");
  }

  @Test
  void fieldsThatFitTheContractAreWrittenByIt() throws Exception {
    Path log = Shop.log(folder, "a.csv", "t,id,what,out,why\n1000,r1,completed,12,\n");
    ImportSummary summary = Shop.imported(INFERENCE, MAPPING, out, log);
    assertThat(summary.topics())
        .filteredOn(sum -> sum.events() > 0)
        .singleElement()
        .extracting(ImportSummary.TopicSum::values)
        .isEqualTo(Values.CONTRACT);
    assertThat(Shop.messages(out))
        .singleElement()
        .asString()
        .startsWith(
            "compute.executions@0 r1 {\"event_id\": \"a.csv#1\", \"event_time\": 1000,"
                + " \"type\": \"completed\", \"request_id\": \"r1\"")
        .contains("\"output_tokens\": 12", "\"node_id\": null");
  }

  @Test
  void valuesThatDoNotFitTheContractAreRejected() throws Exception {
    Path log =
        Shop.log(
            folder,
            "a.csv",
            """
            t,id,what,out,why
            1000,r1,complete,12,
            1000,r2,completed,many,
            1000,r3,completed,,
            """);
    ImportSummary summary = Shop.imported(INFERENCE, MAPPING, out, log);
    assertThat(summary.rejected()).containsEntry(RejectReason.BAD_VALUE, 2L);
    assertThat(summary.examples().get(RejectReason.BAD_VALUE))
        .satisfies(
            example ->
                assertThat(example.message())
                    .isEqualTo("the field 'type' is 'complete'; did you mean 'completed'?"));
    assertThat(Shop.messages(out)).singleElement().asString().contains("\"output_tokens\": 0");
  }

  @Test
  void aFieldThatTheContractLacksMakesASchemaOfTheMapping() throws Exception {
    Path log = Shop.log(folder, "a.csv", "t,id,what,out,why\n1000,r1,completed,12,\n");
    ImportSummary summary =
        Shop.imported(INFERENCE, MAPPING.replace("reason: why", "remark: why"), out, log);
    assertThat(summary.topics())
        .filteredOn(sum -> sum.events() > 0)
        .singleElement()
        .extracting(ImportSummary.TopicSum::values)
        .isEqualTo(Values.DERIVED);
  }
}
