package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.detection.EdgeStatus.Kind;
import io.chokepoint.domain.detection.EdgeStatus.Phase;
import io.chokepoint.domain.detection.EdgeStatus.ReasonCount;
import io.chokepoint.domain.detection.EdgeStatus.SegmentCounts;
import io.chokepoint.domain.detection.EdgeStatus.Silence;
import io.chokepoint.domain.detection.EdgeStatus.Trouble;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How all steps of a network stand, as a test says: at first all at 0.9, with 1,000 an hour. */
final class Standing {
  static final double USUAL = 0.9;
  static final double PER_HOUR = 1_000;

  private final Network network;
  private final Map<String, EdgeStatus> steps = new TreeMap<>();

  Standing(Network network) {
    this.network = network;
    for (Path path : network.paths()) {
      path.stages().stream()
          .skip(1)
          .forEach(
              stage ->
                  put(
                      path.name() + "/" + stage.name(),
                      Phase.USUAL,
                      USUAL,
                      USUAL,
                      PER_HOUR,
                      PER_HOUR,
                      null,
                      null));
    }
  }

  private int path(String step) {
    String name = step.substring(0, step.indexOf('/'));
    int index = 0;
    while (!network.paths().get(index).name().equals(name)) {
      index++;
    }
    return index;
  }

  private int edge(String step) {
    Path path = network.paths().get(path(step));
    return 2 * (path.stageIndex(step.substring(step.indexOf('/') + 1)) - 1);
  }

  private void put(
      String step,
      Phase phase,
      double usual,
      double rate,
      double usualPerHour,
      double perHour,
      @Nullable Trouble trouble,
      @Nullable Silence silence) {
    steps.put(
        step,
        new EdgeStatus(
            path(step),
            edge(step),
            0,
            phase,
            usual,
            rate,
            Math.max(0, rate - 0.02),
            Math.min(1, rate + 0.02),
            usualPerHour,
            perHour,
            500,
            trouble,
            silence));
  }

  Standing learning(String step) {
    put(step, Phase.LEARNING, Double.NaN, Double.NaN, Double.NaN, PER_HOUR, null, null);
    return this;
  }

  Standing allLearning() {
    List.copyOf(steps.keySet()).forEach(this::learning);
    return this;
  }

  Standing rate(String step, double usual, double rate) {
    put(step, Phase.USUAL, usual, rate, PER_HOUR, PER_HOUR, null, null);
    return this;
  }

  Standing perHour(String step, double usualPerHour, double perHour) {
    EdgeStatus old = Objects.requireNonNull(steps.get(step));
    put(
        step,
        old.phase(),
        old.baselineRate(),
        old.rate(),
        usualPerHour,
        perHour,
        old.trouble(),
        null);
    return this;
  }

  Standing usual(String step) {
    return rate(step, USUAL, USUAL);
  }

  Standing alarm(String step, double rate, Trouble trouble) {
    put(step, Phase.ALARM, USUAL, rate, PER_HOUR, PER_HOUR, trouble, null);
    return this;
  }

  Standing silent(String step, String topic, long since) {
    EdgeStatus old = Objects.requireNonNull(steps.get(step));
    put(
        step,
        old.phase(),
        old.baselineRate(),
        old.rate(),
        PER_HOUR,
        PER_HOUR,
        old.trouble(),
        new Silence(network.topicIndex(topic), since));
    return this;
  }

  List<EdgeStatus> all() {
    return new ArrayList<>(steps.values());
  }

  static Trouble trouble(Kind kind, long onset, long openedAt, double lost) {
    return new Trouble(
        kind,
        onset,
        openedAt,
        0,
        false,
        onset + 3_600_000,
        lost,
        lost / 10,
        lost,
        4 * lost,
        List.of(),
        List.of());
  }

  static Trouble recovering(Trouble trouble, int evaluations) {
    return new Trouble(
        trouble.kind(),
        trouble.onset(),
        trouble.openedAt(),
        evaluations,
        trouble.frozen(),
        trouble.decidedBy(),
        trouble.lost(),
        trouble.lostDeviation(),
        0,
        trouble.entrants(),
        trouble.segments(),
        trouble.reasons());
  }

  static Trouble with(Trouble trouble, List<SegmentCounts> segments, List<ReasonCount> reasons) {
    return new Trouble(
        trouble.kind(),
        trouble.onset(),
        trouble.openedAt(),
        trouble.recovering(),
        trouble.frozen(),
        trouble.decidedBy(),
        trouble.lost(),
        trouble.lostDeviation(),
        trouble.lostPerHour(),
        trouble.entrants(),
        segments,
        reasons);
  }
}
