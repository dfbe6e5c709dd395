package io.chokepoint.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TransactionLossTest {

  @Test
  void whatIsMissingAndWhatToDoAreSaid() {
    assertThat(
            new TransactionLoss("alerts", Duration.ofMinutes(15), OptionalLong.of(42))
                .words("prefix-alerts-0-7"))
        .contains(
            "transaction prefix-alerts-0-7, from before checkpoint 42, are not in alerts",
            "nobody commits for 900 s",
            "submit --from-savepoint one that is older");
  }

  @Test
  void aRunningTaskLosesWhatItsNewestCheckpointWasToCommit() {
    assertThat(
            new TransactionLoss("alerts", Duration.ofMinutes(15), OptionalLong.empty()).words("t"))
        .contains("from before the newest checkpoint");
  }
}
