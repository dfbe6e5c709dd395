package io.chokepoint.evaluation.table;

import io.chokepoint.datagen.scenario.Kind;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.evaluation.plan.Family;
import io.chokepoint.evaluation.score.IncidentScore;
import io.chokepoint.evaluation.score.TrueIncident;
import io.chokepoint.evaluation.table.Requirement.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has to hold of the job over a suite. */
public final class Requirements {
  private static final double BUDGET_DAYS = 30;
  private static final double MINUTE_MILLIS = 60_000;

  /** Minutes after which half of the total losses are known that evidence is kept back of. */
  private static final double MOST_BEHIND_BATCHES = 15;

  /** Families whose incidents lose a part of a stage. */
  private static final List<Family> LOSSES =
      List.of(
          Family.LOSSY,
          Family.TOTAL,
          Family.GROWTH,
          Family.BATCH,
          Family.MEDLEY,
          Family.HORIZON_15M,
          Family.HORIZON_2H,
          Family.HORIZON_24H);

  private final List<CaseResult> results;
  private final List<Requirement> requirements = new ArrayList<>();

  private Requirements(List<CaseResult> results) {
    this.results = results;
  }

  /** The requirements, each with its figure. */
  public static List<Requirement> of(List<CaseResult> results) {
    Requirements all = new Requirements(results);
    all.falseEpisodes();
    all.losses();
    all.horizons();
    all.totalLoss();
    all.silence();
    all.restarts();
    all.slowness();
    all.lost();
    all.growth();
    all.split();
    return all.requirements;
  }

  private Stream<IncidentScore> scores(Predicate<Family> families) {
    return results.stream()
        .filter(result -> families.test(result.of().family()))
        .flatMap(result -> result.score(Reporter.CHOKEPOINT).incidents().stream());
  }

  private Stream<IncidentScore> promised() {
    return scores(LOSSES::contains)
        .filter(score -> score.truth().incident().kind() == Kind.LOSSY)
        .filter(score -> score.truth().isPromised());
  }

  private Stream<IncidentScore> incidents(Predicate<TrueIncident> which, Family... families) {
    return scores(List.of(families)::contains).filter(score -> which.test(score.truth()));
  }

  private void falseEpisodes() {
    List<CaseResult> quiet = results.stream().filter(r -> r.of().family() == Family.QUIET).toList();
    Summary summary = Summary.of(quiet, Reporter.CHOKEPOINT);
    long found = summary.falsePages() + summary.falseTickets();
    double allowed = summary.quietDays() / BUDGET_DAYS;
    add(
        "false episodes over quiet days",
        number(found) + " (" + summary.falsePages() + " pages)",
        String.format(Locale.ROOT, "at most %.1f: one in 30 days", Math.max(1, allowed)),
        String.format(Locale.ROOT, "%.1f days", summary.quietDays()),
        quiet.isEmpty() ? null : found <= Math.max(1, allowed));
  }

  private void losses() {
    proportion("losses of a tenth or more found", promised(), IncidentScore::found, 0.99);
    proportion("… at the right stage", promised(), IncidentScore::stageRight, 0.98);
    proportion(
        "… in the right segment, where one explains it",
        promised().filter(s -> s.isOfSegment() && s.segmentRight() != null),
        s -> Boolean.TRUE.equals(s.segmentRight()),
        0.95);
    proportion(
        "… as of all segments otherwise",
        promised().filter(s -> !s.isOfSegment() && s.segmentRight() != null),
        s -> Boolean.TRUE.equals(s.segmentRight()),
        0.95);
  }

  private void horizons() {
    double first = Double.NaN;
    for (Family family : List.of(Family.HORIZON_15M, Family.HORIZON_2H, Family.HORIZON_24H)) {
      double median =
          Quantiles.of(scores(family::equals).mapToDouble(IncidentScore::minutesToDetection), 0.5);
      first = family == Family.HORIZON_15M ? median : first;
      // Evaluations are a minute apart: less than two of them more is no growth.
      double bound =
          family == Family.HORIZON_15M || Double.isNaN(first) ? 10 : Math.min(10, first + 2);
      long count = scores(family::equals).count();
      add(
          "median minutes to detection, " + family.text().replace("horizon-", "horizon "),
          minutes(median),
          String.format(Locale.ROOT, "at most %.1f", bound),
          number(count),
          count == 0 ? null : median <= bound);
    }
    List<IncidentScore> all = promised().toList();
    double median = Quantiles.of(all.stream().mapToDouble(IncidentScore::minutesToDetection), 0.5);
    add(
        "median minutes to detection, all losses",
        minutes(median),
        "at most 10.0",
        number(all.size()),
        all.isEmpty() ? null : median <= 10);
  }

  /**
   * A batch, an epoch or a clock that may be off keeps evidence back, however complete a loss is:
   * the file says for how long nothing can be said.
   */
  private void totalLoss() {
    proportion(
        "total loss found within 3 min and the usual lag's median, where nothing keeps evidence back",
        totals(true),
        s -> s.minutesToDetection() <= 3 + s.truth().usualLagMillis() / MINUTE_MILLIS,
        1);
    List<IncidentScore> others = totals(false).toList();
    double median =
        Quantiles.of(others.stream().mapToDouble(IncidentScore::minutesToDetection), 0.5);
    add(
        "… behind batches, epochs and clocks that may be off, median minutes",
        minutes(median),
        String.format(Locale.ROOT, "at most %.1f", MOST_BEHIND_BATCHES),
        number(others.size()),
        others.isEmpty() ? null : median <= MOST_BEHIND_BATCHES);
  }

  private Stream<IncidentScore> totals(boolean atOnce) {
    return results.stream()
        .filter(result -> LOSSES.contains(result.of().family()))
        .flatMap(
            result ->
                result.score(Reporter.CHOKEPOINT).incidents().stream()
                    .filter(score -> score.truth().isPromised())
                    .filter(score -> score.truth().incident().kind() == Kind.LOSSY)
                    .filter(score -> score.truth().incident().share() == 1)
                    .filter(
                        score -> atOnce == isKnownAtOnce(result.of().network(), score.truth())));
  }

  /** Whether each event of a step is of one entrant, and the clocks at both its ends agree. */
  private static boolean isKnownAtOnce(Network network, TrueIncident truth) {
    Path path =
        network.paths().stream()
            .filter(each -> each.name().equals(truth.incident().path()))
            .findFirst()
            .orElseThrow();
    Stage stage =
        path.stages().get(path.stageIndex(Objects.requireNonNull(truth.incident().stage())));
    return stage.group() == null
        && stage.skewMillis() == 0
        && path.stages().get(stage.after()).skewMillis() == 0;
  }

  private void silence() {
    proportion(
        "silent topics named, and no stage accused",
        incidents(TrueIncident::isSilence, Family.SILENT, Family.MEDLEY),
        s -> s.stageRight() && !s.calledLossy(),
        1);
  }

  private void restarts() {
    proportion(
        "telemetry held back: no stage accused",
        scores(Family.RESTART::equals),
        s -> s.othersAccused().isEmpty() && !s.calledLossy(),
        1);
  }

  private void slowness() {
    proportion(
        "slow steps not called lossy in the end",
        incidents(TrueIncident::isSlow, Family.SLOW, Family.MEDLEY),
        s -> !s.calledLossy(),
        1);
    proportion(
        "stalls of one episode each",
        incidents(TrueIncident::isSlow, Family.SLOW, Family.MEDLEY).filter(s -> s.episodes() > 0),
        s -> s.episodes() == 1,
        1);
  }

  private void lost() {
    List<IncidentScore> told = promised().filter(s -> !Double.isNaN(s.lostError())).toList();
    double median = Quantiles.of(told.stream().mapToDouble(IncidentScore::lostError), 0.5);
    add(
        "median error of the lost demand",
        percent(median),
        "at most 10%",
        number(told.size()),
        told.isEmpty() ? null : median <= 0.1);
    proportion(
        "its interval covers the truth",
        promised().filter(s -> s.covered() != null),
        s -> Objects.requireNonNull(s.covered()),
        0.9);
  }

  private void growth() {
    proportion(
        "traffic +40 % and 0.90 to 0.70: that stage",
        scores(Family.GROWTH::equals), IncidentScore::stageRight, 1);
  }

  private void split() {
    long splits = results.stream().mapToLong(CaseResult::splits).sum();
    double largest =
        results.stream().mapToDouble(CaseResult::largestSplitError).max().orElse(Double.NaN);
    add(
        "shares of the change add up to it",
        String.format(Locale.ROOT, "%.1e off", largest),
        "at most 1e-9 of the flow",
        splits + " verdicts",
        splits == 0 ? null : largest <= 1e-9);
  }

  private void proportion(
      String name, Stream<IncidentScore> scores, Predicate<IncidentScore> isSo, double least) {
    Proportion proportion = Proportion.of(scores, isSo);
    add(
        name,
        proportion.text(),
        least == 1 ? "all" : String.format(Locale.ROOT, "at least %.0f%%", 100 * least),
        proportion.of() + " of " + proportion.all(),
        proportion.all() == 0 ? null : proportion.share() >= least);
  }

  private void add(
      String name, String figure, String bound, String cases, @Nullable Boolean holds) {
    Verdict verdict = holds == null ? Verdict.NOT_RUN : holds ? Verdict.PASS : Verdict.MISS;
    requirements.add(new Requirement(name, holds == null ? "–" : figure, bound, cases, verdict));
  }

  private static String number(long number) {
    return Long.toString(number);
  }

  private static String minutes(double minutes) {
    return Double.isNaN(minutes) ? "none found" : String.format(Locale.ROOT, "%.1f", minutes);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
