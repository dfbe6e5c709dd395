package io.chokepoint.console.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.console.Results;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.LateRecord;
import io.chokepoint.results.RejectReason;
import io.chokepoint.results.RejectedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private static final EdgeKey ANSWERED =
      new EdgeKey("request", ConversionEdge.step, "asked", "answered");
  private static final int MOST = 2_000;

  private final Memory memory = new Memory(new Bounds(Duration.ofHours(2), MOST, 50, 10));

  @Test
  void theHighestVersionHoldsInWhateverOrderRowsCome() {
    List<ConversionRow> rows = new ArrayList<>();
    rows.add(Results.provisional("asked", "answered", 0, 5).build());
    rows.add(Results.row("asked", "answered", 0, 10, 8).build());
    rows.add(Results.row("asked", "answered", 0, 10, 9).setVersion(2).build());
    for (int seed = 0; seed < 6; seed++) {
      Collections.shuffle(rows, new Random(seed));
      Memory shuffled = new Memory(Bounds.USUAL);
      rows.forEach(row -> shuffled.acceptAll(List.of(row)));
      assertThat(totals(shuffled)).singleElement().extracting(Cohort::converted).isEqualTo(9L);
    }
  }

  @Test
  void ofProvisionalRowsTheLastHolds() {
    memory.acceptAll(
        List.of(
            Results.provisional("asked", "answered", 0, 5).build(),
            Results.provisional("asked", "answered", 0, 3).build()));
    assertThat(totals(memory)).singleElement().extracting(Cohort::pending).isEqualTo(3L);
  }

  @Test
  void whatIsOlderThanTheTimeKeptIsForgotten() {
    for (int minute = 0; minute < 600; minute++) {
      memory.acceptAll(List.of(Results.row("asked", "answered", minute, 10, 9).build()));
    }
    assertThat(totals(memory)).hasSizeBetween(119, 122);
    assertThat(memory.cohorts()).isEqualTo(totals(memory).size());
    assertThat(memory.look(null, NetworkMemory::oldestMillis))
        .isEqualTo(totals(memory).get(0).startMillis());
  }

  @Test
  void anEpisodeThatLastsIsNotForgottenHoweverLongAgoItWasTold() {
    memory.acceptAll(List.of(Results.episode(1, 33, AlertKind.lossy).build()));
    for (int minute = 0; minute < 600; minute++) {
      memory.acceptAll(List.of(Results.row("asked", "answered", minute, 10, 9).build()));
    }
    int episodes = found(memory.look(null, network -> network.episodes().size()));
    assertThat(episodes).isEqualTo(1);
  }

  @Test
  void aFloodOfSegmentsIsBoundedAndLeavesTheTotals() {
    for (int minute = 0; minute < 100; minute++) {
      List<ConversionRow> rows = new ArrayList<>();
      rows.add(Results.row("asked", "answered", minute, 10, 9).build());
      for (int segment = 0; segment < 500; segment++) {
        rows.add(Results.segmentRow("s" + minute + "-" + segment, minute, 1).build());
      }
      memory.acceptAll(rows);
      assertThat(memory.cohorts()).isLessThanOrEqualTo(MOST);
    }
    assertThat(totals(memory)).hasSize(100);
    assertThat(memory.cohorts()).isEqualTo(counted());
  }

  @Test
  void versionsAndEpisodesAndVerdictsAreBounded() {
    for (int version = 1; version <= 500; version++) {
      memory.acceptAll(
          List.of(
              Results.episode(version, version, AlertKind.lossy).build(),
              Results.episode(1, version, AlertKind.lossy).setEpisodeId("e" + version).build(),
              Results.flowing(version).build()));
    }
    memory.look(
        null,
        network -> {
          assertThat(network.episodes()).hasSize(10);
          Episode longest = found(network.episodes().get("town/request/answered@1"));
          assertThat(longest.versionsAt(Long.MAX_VALUE)).hasSize(Bounds.MOST_VERSIONS);
          assertThat(longest.versionsAt(Long.MAX_VALUE).get(0).getVersion()).isEqualTo(1);
          assertThat(network.verdictAt(Results.at(400).toEpochMilli())).isNull();
          assertThat(network.verdictAt(Long.MAX_VALUE)).isNotNull();
          return true;
        });
  }

  @Test
  void refusedAndLateRecordsAreCountedByTopicAndTheirBytesAreNotKept() {
    memory.acceptAll(
        List.of(
            rejected("orders", RejectReason.malformed),
            rejected("orders", RejectReason.bad_time),
            LateRecord.newBuilder()
                .setTopic("orders")
                .setPartition(0)
                .setOffset(3)
                .setEventTime(Results.at(1))
                .setWatermark(Results.at(9))
                .setKey(null)
                .setValue(null)
                .build()));
    assertThat(memory.refusals())
        .singleElement()
        .satisfies(
            topic -> {
              assertThat(topic.rejected()).isEqualTo(2);
              assertThat(topic.reasons())
                  .containsEntry("malformed", 1L)
                  .containsEntry("bad_time", 1L);
              assertThat(topic.late()).isEqualTo(1);
            });
  }

  private static RejectedRecord rejected(String topic, RejectReason reason) {
    return RejectedRecord.newBuilder()
        .setTopic(topic)
        .setPartition(0)
        .setOffset(1)
        .setTimestamp(null)
        .setKey(null)
        .setValue(null)
        .setReason(reason)
        .setError("nothing but noise")
        .build();
  }

  private static List<Cohort> totals(Memory memory) {
    return found(
        memory.look(
            null,
            network ->
                List.copyOf(
                    found(network.edge(ANSWERED))
                        .total()
                        .between(Long.MIN_VALUE, Long.MAX_VALUE))));
  }

  private long counted() {
    return found(
        memory.look(
            null,
            network -> {
              EdgeMemory edge = found(network.edge(ANSWERED));
              long cohorts = edge.total().between(Long.MIN_VALUE, Long.MAX_VALUE).size();
              for (Series series : edge.segments().values()) {
                cohorts += 1 + series.between(Long.MIN_VALUE, Long.MAX_VALUE).size();
              }
              return cohorts;
            }));
  }

  private static <T> T found(@Nullable T value) {
    assertThat(value).isNotNull();
    return Objects.requireNonNull(value);
  }
}
