package io.chokepoint.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.report.KnownIncident;
import io.chokepoint.report.Town;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownRowTest {

  @Test
  void aSegmentOfManyLongValuesStaysShort() {
    KnownRow row =
        row(
            new KnownIncident(
                "capacity-loss, 100 %",
                "compute",
                "request",
                "answered",
                null,
                "node",
                List.of("0x3256a4a69de40f04334b4d2a90ef8b23", "b", "c", "d", "e"),
                Town.START,
                Town.START + Town.MINUTE,
                0));
    assertThat(row.place())
        .isEqualTo("compute: request/answered, node 0x3256a4a…ef8b23, b, c and 2 more");
  }

  @Test
  void whatIsOnATopicIsNamedByNoVerdict() {
    KnownRow row =
        row(
            new KnownIncident(
                "silent-topic",
                null,
                null,
                null,
                "events",
                null,
                List.of(),
                Town.START,
                Town.START + Town.MINUTE,
                0));
    assertThat(row.place()).isEqualTo("events");
    assertThat(row.named()).isEqualTo("–");
  }

  private static KnownRow row(KnownIncident incident) {
    return KnownRow.of(incident, Verdicts.of(Town.NETWORK, List.of()), List.of());
  }
}
