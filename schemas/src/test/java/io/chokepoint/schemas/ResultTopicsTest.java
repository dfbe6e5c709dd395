package io.chokepoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTopicsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "chokepoint.conversions, ConversionRow",
    "chokepoint.verdicts, Verdict",
    "chokepoint.alerts, Alert",
    "chokepoint.rejected, RejectedRecord",
    "chokepoint.late, LateRecord",
    "chokepoint.dropped, DroppedJourney",
    "chokepoint.undelivered, UndeliveredAlert"
  })
  void everyTopicHasItsRecord(String topic, String name) {
    assertThat(ResultTopics.schemaOf(topic).getFullName())
        .isEqualTo("io.chokepoint.results." + name);
  }

  @Test
  void noResultTopicIsAnEventTopic() {
    assertThat(ResultTopics.topics()).hasSize(7).doesNotContainAnyElementsOf(EventSchemas.topics());
  }

  @Test
  void anUnknownTopicIsToldWhichThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultTopics.schemaOf("conversions"))
        .withMessageContaining("result topic \"conversions\"")
        .withMessageContaining("chokepoint.conversions");
  }
}
