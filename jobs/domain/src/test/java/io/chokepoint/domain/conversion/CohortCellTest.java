package io.chokepoint.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.journey.TallyDelta.Measure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CohortCellTest {
  private final Packing.Writer writer = new Packing.Writer();
  private final Packing.Reader reader = new Packing.Reader();

  @Test
  void itIsTheSumOfItsChanges() {
    CohortCell cell = new CohortCell();
    cell.add(entrants(5, 500));
    cell.add(converted(30, 2, 200));
    cell.add(converted(10, 1, 100));
    cell.add(reason("busy", 1));
    cell.add(reason("busy", -1));
    cell.add(converted(30, -1, -100));
    cell.add(gaps(3));
    assertThat(cell.entrants()).isEqualTo(5);
    assertThat(cell.converted()).isEqualTo(2);
    assertThat(cell.gaps()).isEqualTo(3);
    assertThat(cell.valueEntered()).isEqualTo(500);
    assertThat(cell.valueConverted()).isEqualTo(200);
    assertThat(cell.reasons()).containsOnlyKeys("~no_event").containsEntry("~no_event", 3L);
    assertThat(cell.byBin(new LagBins(30))).endsWith(1).contains(1, 1);
  }

  @Test
  void whatTheOtherReasonsLeaveIsNoEvent() {
    CohortCell cell = new CohortCell();
    cell.add(entrants(5, 0));
    cell.add(converted(30, 1, 0));
    cell.add(reason("busy", 3));
    assertThat(cell.reasons()).isEqualTo(Map.of("busy", 3L, "~no_event", 1L));
    cell.add(reason("busy", 1));
    assertThat(cell.reasons()).isEqualTo(Map.of("busy", 4L));
  }

  @Test
  void aStateThatCountedNoEventIsReadAsOneThatDoesNot() {
    CohortCell cell = new CohortCell();
    cell.add(entrants(5, 0));
    cell.add(reason("~no_event", 4));
    cell.add(reason("busy", 1));
    cell.add(converted(30, 1, 0));
    assertThat(cell.reasons()).isEqualTo(Map.of("busy", 1L, "~no_event", 3L));
  }

  @Test
  void orderChangesNothing() {
    Random random = new Random(9);
    List<TallyDelta> changes = randomChanges(random, 200);
    byte[] expected = sum(changes).pack(writer);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(changes, random);
      assertThat(sum(changes).pack(writer)).isEqualTo(expected);
    }
  }

  @Test
  void whatIsTakenBackLeavesAnEmptyCell() {
    List<TallyDelta> changes = randomChanges(new Random(2), 100);
    CohortCell cell = sum(changes);
    for (TallyDelta change : changes) {
      cell.add(
          new TallyDelta(
              0,
              0,
              -1,
              "",
              0,
              change.measure(),
              change.lag(),
              change.reason(),
              -change.count(),
              -change.value()));
    }
    assertThat(cell.isEmpty()).isTrue();
    assertThat(cell.reasons()).isEmpty();
    assertThat(cell.lagQuantileMillis(0.5)).isEqualTo(-1);
    assertThat(cell.pack(writer)).isEqualTo(emptied().pack(writer));
  }

  private static CohortCell emptied() {
    CohortCell cell = new CohortCell();
    cell.add(gaps(0));
    return cell;
  }

  @Test
  void aQuantileIsTheElementAtItsRankOfTheSortedLags() {
    Random random = new Random(4);
    for (int n = 1; n < 60; n++) {
      List<Long> lags = new ArrayList<>();
      CohortCell cell = new CohortCell();
      for (int i = 0; i < n; i++) {
        long lag = random.nextInt(20);
        lags.add(lag);
        cell.add(converted(lag, 1, 0));
      }
      Collections.sort(lags);
      for (double q : new double[] {0, 0.25, 0.5, 0.95, 0.999, 1}) {
        assertThat(cell.lagQuantileMillis(q))
            .as("quantile %f of %s", q, lags)
            .isEqualTo(lags.get(Math.min(n - 1, (int) (q * n))));
      }
    }
  }

  @Test
  void aSumBeyondTheRangeIsMarkedAndNeverWrapsInSilence() {
    CohortCell cell = new CohortCell();
    cell.add(entrants(1, Long.MAX_VALUE));
    assertThat(cell.valueOverflow()).isFalse();
    cell.add(entrants(1, 1));
    assertThat(cell.valueOverflow()).isTrue();
    assertThat(cell.entrants()).isEqualTo(2);
    assertThat(CohortCell.unpack(cell.pack(writer), reader).valueOverflow()).isTrue();
  }

  @Test
  void aDetourBeyondTheRangeIsNoOverflow() {
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      List<TallyDelta> changes = new ArrayList<>();
      for (int n = 0; n < 6; n++) {
        long value = random.nextLong();
        changes.add(entrants(1, value));
        changes.add(entrants(-1, -value));
      }
      changes.add(entrants(1, 77));
      Collections.shuffle(changes, random);
      CohortCell cell = new CohortCell();
      for (TallyDelta change : changes) {
        cell.add(change);
        cell = CohortCell.unpack(cell.pack(writer), reader);
      }
      assertThat(cell.valueOverflow()).isFalse();
      assertThat(cell.valueEntered()).isEqualTo(77);
    }
  }

  @Test
  void whatMovesAddsUpAndLeavesOnlyWhatWasPublished() {
    List<TallyDelta> here = randomChanges(new Random(6), 100);
    List<TallyDelta> there = randomChanges(new Random(7), 100);
    CohortCell from = sum(here);
    from.publish(true);
    CohortCell to = sum(there);
    from.moveTo(to, CohortCell.NOTHING_TOLD);
    List<TallyDelta> all = new ArrayList<>(here);
    all.addAll(there);
    assertThat(to.pack(writer)).isEqualTo(sum(all).pack(writer));
    assertThat(to.hasMoved()).isFalse();

    CohortCell left = CohortCell.unpack(from.pack(writer), reader);
    assertThat(left.hasMoved()).isTrue();
    assertThat(left.isEmpty()).isTrue();
    assertThat(left.reasons()).isEmpty();
    assertThat(left.valueEntered()).isZero();
    assertThat(left.isDirty()).isTrue();
    assertThat(left.publish(true)).isEqualTo(2);
  }

  @Test
  void whatIsUnpackedIsWhatWasPacked() {
    for (int seed = 0; seed < 200; seed++) {
      CohortCell cell = sum(randomChanges(new Random(seed), seed));
      if (seed % 3 == 0) {
        cell.publish(seed % 2 == 0);
      }
      byte[] packed = cell.pack(writer);
      CohortCell copy = CohortCell.unpack(packed, reader);
      assertThat(copy.pack(writer)).as("seed %d", seed).isEqualTo(packed);
      assertThat(copy.isDirty()).isEqualTo(cell.isDirty());
      assertThat(copy.isFinal()).isEqualTo(cell.isFinal());
      assertThat(copy.isPublished()).isEqualTo(cell.isPublished());
      assertThat(copy.lagQuantileMillis(0.5)).isEqualTo(cell.lagQuantileMillis(0.5));
      assertThat(copy.reasons()).isEqualTo(cell.reasons());
    }
  }

  @Test
  void versionsCountTheFinalsAndThatOneWasFinalStays() {
    CohortCell cell = new CohortCell();
    cell.add(entrants(1, 0));
    assertThat(cell.isDirty()).isTrue();
    assertThat(cell.publish(false)).isZero();
    assertThat(cell.publish(false)).isZero();
    assertThat(cell.isFinal()).isFalse();
    assertThat(cell.publish(true)).isEqualTo(1);
    assertThat(cell.isDirty()).isFalse();
    assertThat(cell.isFinal()).isTrue();
    assertThat(cell.publish(true)).isEqualTo(2);
    assertThat(CohortCell.unpack(cell.pack(writer), reader).publish(true)).isEqualTo(3);
  }

  @Test
  void stateOfALaterVersionIsRefusedInPlainWords() {
    assertThatIllegalStateException()
        .isThrownBy(() -> CohortCell.unpack(new byte[] {5}, reader))
        .withMessage("a cohort's state has version 5, this job reads version 3");
  }

  private static CohortCell sum(List<TallyDelta> changes) {
    CohortCell cell = new CohortCell();
    changes.forEach(cell::add);
    return cell;
  }

  private static List<TallyDelta> randomChanges(Random random, int count) {
    List<TallyDelta> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long n = 1L + random.nextInt(3);
      changes.add(
          switch (random.nextInt(4)) {
            case 0 -> entrants(n, random.nextInt(1_000) - 500);
            case 1 -> converted(random.nextInt(50), n, random.nextInt(1_000));
            case 2 -> reason("r" + random.nextInt(4), n);
            default -> gaps(n);
          });
    }
    return changes;
  }

  private static TallyDelta entrants(long count, long value) {
    return new TallyDelta(0, 0, -1, "", 0, Measure.ENTRANT, 0, "", count, value);
  }

  private static TallyDelta converted(long lag, long count, long value) {
    return new TallyDelta(0, 0, -1, "", 0, Measure.CONVERTED, lag, "", count, value);
  }

  private static TallyDelta reason(String reason, long count) {
    return new TallyDelta(0, 0, -1, "", 0, Measure.REASON, 0, reason, count, 0);
  }

  private static TallyDelta gaps(long count) {
    return new TallyDelta(0, 0, -1, "", 0, Measure.GAP, 0, "", count, 0);
  }
}
