package io.chokepoint.evaluation;

import io.chokepoint.evaluation.plan.EvaluationCase;
import io.chokepoint.evaluation.rival.FixedThreshold;
import io.chokepoint.evaluation.rival.MatureCohorts;
import io.chokepoint.evaluation.rival.RatioTest;
import io.chokepoint.evaluation.run.CaseRun;
import io.chokepoint.evaluation.run.Observation;
import io.chokepoint.evaluation.score.CaseScore;
import io.chokepoint.evaluation.score.FoundEpisode;
import io.chokepoint.evaluation.score.Scorer;
import io.chokepoint.evaluation.score.TrueIncident;
import io.chokepoint.evaluation.table.CaseResult;
import io.chokepoint.evaluation.table.Reporter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs cases, some at a time, and scores the job and its rivals on the same streams. */
public final class Evaluation {

  /** Takes word of how far an evaluation is. */
  public interface Progress {
    /**
     * A case is done.
     *
     * @param done how many are
     * @param of how many there are
     */
    void done(CaseResult result, int done, int of);
  }

  private Evaluation() {}

  /**
   * Runs cases to their end.
   *
   * @param parallel how many at a time; each keeps about a core busy
   * @return their results, in the order of the cases
   * @throws Exception the first failure of a job; the others are given up
   */
  public static List<CaseResult> run(List<EvaluationCase> cases, int parallel, Progress progress)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      ExecutorCompletionService<CaseResult> running = new ExecutorCompletionService<>(threads);
      // The longest first, so that none is left alone at the end.
      cases.stream()
          .sorted(Comparator.comparingDouble(EvaluationCase::requests).reversed())
          .forEach(each -> running.submit(() -> result(CaseRun.of(each))));
      List<CaseResult> results = new ArrayList<>();
      while (results.size() < cases.size()) {
        CaseResult result = running.take().get();
        results.add(result);
        progress.done(result, results.size(), cases.size());
      }
      results.sort(Comparator.comparingInt(result -> cases.indexOf(result.of())));
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      threads.shutdownNow();
    }
  }

  private static CaseResult result(Observation seen) {
    Scoring scoring = new Scoring(seen);
    Map<Reporter, CaseScore> scores = new EnumMap<>(Reporter.class);
    scores.put(Reporter.CHOKEPOINT, scoring.of(seen.episodes()));
    scores.put(Reporter.Z_TEST, scoring.of(RatioTest.episodes(seen)));
    scores.put(Reporter.MATURE, scoring.of(MatureCohorts.episodes(seen)));
    List<CaseScore> thresholds =
        FixedThreshold.SETTINGS.stream()
            .map(setting -> scoring.of(setting.episodes(seen)))
            .toList();
    return new CaseResult(
        seen.of(),
        scores,
        thresholds,
        seen.splits(),
        seen.largestSplitError(),
        seen.events(),
        seen.seconds());
  }

  private static final class Scoring {
    private final Observation seen;
    private final List<TrueIncident> incidents;
    private final Scorer scorer;

    Scoring(Observation seen) {
      this.seen = seen;
      incidents = seen.incidents();
      scorer = new Scorer(seen.of().network());
    }

    CaseScore of(List<FoundEpisode> episodes) {
      return scorer.score(incidents, seen.of().learnedAt(), seen.truth().endMillis(), episodes);
    }
  }
}
