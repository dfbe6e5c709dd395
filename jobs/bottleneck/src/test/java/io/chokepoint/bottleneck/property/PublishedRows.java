package io.chokepoint.bottleneck.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.bottleneck.record.OutputRecord;
import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.schemas.ResultTopics;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The last version of each row that a run published, and what must hold for all of them. */
final class PublishedRows {
  private final Network network;
  private final Map<ExpectedRow.Id, ConversionRow> last = new HashMap<>();
  private final Map<ExpectedRow.Id, Integer> finals = new HashMap<>();
  private Set<ExpectedRow.Id> onlySums = Set.of();

  /** Takes the rows in the order in which they were published. */
  PublishedRows(Network network, List<ConversionRow> published) {
    this.network = network;
    for (ConversionRow row : published) {
      ExpectedRow.Id id = id(row);
      ConversionRow before = last.put(id, row);
      boolean isFinal = row.getStatus() == ConversionStatus.final$;
      assertThat(row.getVersion())
          .as("version of %s", id)
          .isEqualTo(!isFinal ? 0 : before == null ? 1 : before.getVersion() + 1);
      if (isFinal) {
        finals.merge(id, 1, Integer::sum);
      } else {
        assertThat(finals).as("final before provisional").doesNotContainKey(id);
      }
    }
  }

  /** The conversion rows among what was published. */
  static List<ConversionRow> of(List<OutputRecord> published) throws UnreadableRecordException {
    SingleObjectDecoder<ConversionRow> decoder = SingleObjectDecoder.of(ConversionRow.class);
    List<ConversionRow> rows = new ArrayList<>();
    for (OutputRecord record : published) {
      if (record.topic().equals(ResultTopics.CONVERSIONS)) {
        rows.add(decoder.decode(record.value()));
      }
    }
    return rows;
  }

  static ExpectedRow.Id id(ConversionRow row) {
    return new ExpectedRow.Id(
        row.getPath(),
        row.getEdge() == ConversionEdge.step ? "step" : "funnel",
        row.getFrom(),
        row.getTo(),
        row.getDimension(),
        row.getSegment(),
        row.getCohortStart().toEpochMilli());
  }

  /** No row was called final and changed after that. */
  void assertFinalsWereFinal() {
    assertFinalsWereFinal(id -> true);
  }

  /** The same of some of the rows. */
  void assertFinalsWereFinal(Predicate<ExpectedRow.Id> of) {
    assertThat(
            finals.entrySet().stream()
                .filter(e -> e.getValue() > 1 && of.test(e.getKey()))
                .map(Map.Entry::getKey)
                .toList())
        .as("amended finals")
        .isEmpty();
  }

  /** Of these tables, only the sums are known. */
  void onlySumsOf(Set<ExpectedRow.Id> tables) {
    onlySums = tables;
  }

  private boolean isKnown(ExpectedRow.Id id) {
    return !onlySums.contains(id.of(""));
  }

  /** Every row says what it must, and no row is missing or too many. */
  void assertEqual(Map<ExpectedRow.Id, ExpectedRow> expected, boolean exactLags) {
    assertEqualButUnknown(expected, exactLags, id -> false);
  }

  /**
   * The same, but rows of some edges may be unjudged: then they say what they know, have no rate,
   * and all that has not converted is unknown.
   */
  void assertEqualButUnknown(
      Map<ExpectedRow.Id, ExpectedRow> expected,
      boolean exactLags,
      Predicate<ExpectedRow.Id> mayBeUnjudged) {
    Map<ExpectedRow.Id, ConversionRow> unjudged = new HashMap<>();
    last.forEach(
        (id, row) -> {
          if (row.getRate() == null && row.getEntrants() > 0 && mayBeUnjudged.test(id)) {
            unjudged.put(id, row);
          }
        });
    assertConserved(unjudged.keySet());
    assertSegmentsAddUp();
    Map<String, String> must = new TreeMap<>();
    Map<String, String> is = new TreeMap<>();
    expected.forEach(
        (id, row) -> {
          ConversionRow unknown = unjudged.get(id);
          if (unknown != null && isKnown(id)) {
            assertThat(unknown.getEntrants()).as("entrants of %s", id).isEqualTo(row.entrants);
            assertThat(unknown.getConverted()).as("converted of %s", id).isEqualTo(row.converted);
            assertThat(unknown.getDropped()).as("dropped of %s", id).isZero();
          } else if (isKnown(id)) {
            must.put(id.toString(), say(row, last.get(id), exactLags));
          }
        });
    last.forEach(
        (id, row) -> {
          if (isKnown(id) && !isEmpty(row) && !unjudged.containsKey(id)) {
            is.put(id.toString(), say(row));
          }
        });
    List<String> different = new ArrayList<>();
    must.forEach(
        (id, says) -> {
          if (!says.equals(is.get(id))) {
            different.add(id + "\n  must " + says + "\n  is   " + is.get(id));
          }
        });
    is.forEach(
        (id, says) -> {
          if (!must.containsKey(id)) {
            different.add(id + "\n  must not be\n  is   " + says);
          }
        });
    assertThat(different).as("rows that differ").isEmpty();
  }

  private void assertConserved(Set<ExpectedRow.Id> unjudged) {
    last.forEach(
        (id, row) -> {
          if (!isTakenBack(id, row)) {
            assertThat(row.getStatus()).as("%s", id).isEqualTo(ConversionStatus.final$);
          }
          assertThat(row.getPending()).as("%s", id).isZero();
          assertThat(row.getConverted() + row.getDropped() + row.getUnknown())
              .as("%s", id)
              .isEqualTo(row.getEntrants());
          assertThat(row.getDropsByReason().values().stream().mapToLong(Long::longValue).sum())
              .as("%s", id)
              .isEqualTo(row.getDropped());
          assertBins(id, row);
          Double rate = row.getRate();
          if (row.getEntrants() == 0 || unjudged.contains(id)) {
            assertThat(rate).as("%s", id).isNull();
          } else {
            assertThat(rate)
                .isEqualTo((double) row.getConverted() / row.getEntrants())
                .isBetween(row.getRateLow(), row.getRateHigh());
          }
        });
    assertStepsFollow();
  }

  private static void assertBins(ExpectedRow.Id id, ConversionRow row) {
    List<Long> bounds = row.getBinUpperMillis();
    assertThat(bounds).as("%s", id).hasSizeBetween(16, 32).isSorted().doesNotHaveDuplicates();
    assertThat(row.getConversionsByBin().stream().mapToLong(Long::longValue).sum())
        .as("%s", id)
        .isEqualTo(row.getConverted());
  }

  /** What converts to a stage enters each of the steps behind it that apply to all. */
  private void assertStepsFollow() {
    for (Path path : network.paths()) {
      for (Stage stage : path.stages()) {
        if (stage.after() > 0 && stage.when().isEmpty()) {
          assertThat(total(path, stage, ConversionRow::getEntrants))
              .as("entrants of %s %s", path.name(), stage.name())
              .isEqualTo(
                  total(path, path.stages().get(stage.after()), ConversionRow::getConverted));
        }
      }
    }
  }

  private long total(Path path, Stage to, ToLongFunction<ConversionRow> of) {
    return last.values().stream()
        .filter(row -> row.getEdge() == ConversionEdge.step && row.getDimension().equals("total"))
        .filter(row -> row.getPath().equals(path.name()) && row.getTo().equals(to.name()))
        .mapToLong(of)
        .sum();
  }

  /** The values of a dimension sum to the total, also where some of them count in ~other. */
  private void assertSegmentsAddUp() {
    last.values().stream()
        .filter(row -> !row.getDimension().equals("total"))
        .collect(
            Collectors.groupingBy(
                row ->
                    List.of(
                        row.getPath(),
                        row.getEdge(),
                        row.getFrom(),
                        row.getTo(),
                        row.getDimension(),
                        row.getCohortStart())))
        .forEach(
            (table, rows) -> {
              ConversionRow any = rows.get(0);
              ExpectedRow.Id id = id(any);
              ConversionRow total =
                  last.get(
                      new ExpectedRow.Id(
                          id.path(), id.edge(), id.from(), id.to(), "total", "", id.cohortStart()));
              assertThat(total).as("total of %s", table).isNotNull();
              assertThat(sums(rows))
                  .as("%s", table)
                  .isEqualTo(sums(List.of(Objects.requireNonNull(total))));
              assertThat(
                      rows.stream()
                          .filter(r -> !r.getSegment().equals(Dimension.OTHER) && !isEmpty(r))
                          .count())
                  .as("%s", table)
                  .isLessThanOrEqualTo(ExpectedValues.most(network, id));
            });
  }

  private static List<Object> sums(List<ConversionRow> rows) {
    Map<String, Long> reasons = new TreeMap<>();
    rows.forEach(row -> row.getDropsByReason().forEach((r, n) -> reasons.merge(r, n, Long::sum)));
    return List.of(
        rows.stream().mapToLong(ConversionRow::getEntrants).sum(),
        rows.stream().mapToLong(ConversionRow::getConverted).sum(),
        rows.stream().mapToLong(ConversionRow::getGaps).sum(),
        rows.stream().mapToLong(ConversionRow::getValueEntered).sum(),
        rows.stream().mapToLong(ConversionRow::getValueConverted).sum(),
        IntStream.range(0, rows.get(0).getConversionsByBin().size())
            .mapToLong(b -> rows.stream().mapToLong(row -> row.getConversionsByBin().get(b)).sum())
            .boxed()
            .toList(),
        reasons);
  }

  /** Of a value that lost its place before its cohort was complete, the last row is empty. */
  private boolean isTakenBack(ExpectedRow.Id id, ConversionRow row) {
    return isEmpty(row) && ExpectedValues.most(network, id) < Integer.MAX_VALUE;
  }

  /** A row that was published stays, also where corrections or another value have emptied it. */
  private static boolean isEmpty(ConversionRow row) {
    return row.getEntrants() == 0
        && row.getGaps() == 0
        && row.getValueEntered() == 0
        && row.getValueConverted() == 0;
  }

  private static String say(ConversionRow row) {
    return String.format(
        "%d of %d, gaps %d, drops %s, lags %d %d %s, value %d of %d",
        row.getConverted(),
        row.getEntrants(),
        row.getGaps(),
        new TreeMap<>(row.getDropsByReason()),
        row.getLagP50Millis(),
        row.getLagP95Millis(),
        row.getConversionsByBin(),
        row.getValueConverted(),
        row.getValueEntered());
  }

  private static String say(ExpectedRow row, @Nullable ConversionRow actual, boolean exactLags) {
    List<Long> bounds = actual == null ? List.of() : actual.getBinUpperMillis();
    return String.format(
        "%d of %d, gaps %d, drops %s, lags %d %d %s, value %d of %d",
        row.converted,
        row.entrants,
        row.gaps,
        row.reasons,
        quantile(row, 0.5, bounds, exactLags),
        quantile(row, 0.95, bounds, exactLags),
        row.byBin(bounds),
        row.valueConverted,
        row.valueEntered);
  }

  private static @Nullable Long quantile(
      ExpectedRow row, double q, List<Long> bounds, boolean exactLags) {
    long lag = row.lagQuantileMillis(q);
    if (lag < 0) {
      return null;
    }
    return exactLags
        ? Long.valueOf(lag)
        : bounds.stream().filter(b -> b >= lag).findFirst().orElse(Long.valueOf(-1));
  }
}
