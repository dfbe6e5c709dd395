package io.chokepoint.report.picture;

import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.report.tally.EdgeTally;
import io.chokepoint.report.tally.Tallies;
import io.chokepoint.report.words.Numbers;
import io.chokepoint.report.words.Reasons;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What became of those who entered a path.
 *
 * @param path the path's name
 * @param key the field of which each value is one journey
 * @param entered how many came
 * @param stages the stages, each after the one it follows
 */
public record FunnelPicture(String path, String key, String entered, List<FunnelStage> stages) {

  /** So many reasons are told apart in a bar; the rest is one. */
  private static final int MOST_REASONS = 3;

  private static final double WIDTH = 100;
  private static final int MEDIAN = 50;
  private static final int NEARLY_ALL = 95;
  private static final int OUTERMOST = 99;

  /** Draws a path; nothing where nobody entered it. */
  static Optional<FunnelPicture> of(Path path, Tallies tallies, Verdicts verdicts) {
    long entered = tallies.entered(path);
    if (entered == 0) {
      return Optional.empty();
    }
    List<FunnelStage> stages = new ArrayList<>();
    stages.add(entry(path.stages().get(0), entered));
    add(path, 0, 0, new Drawing(path, tallies, verdicts, entered), stages);
    return Optional.of(new FunnelPicture(path.name(), path.key(), Numbers.count(entered), stages));
  }

  private static FunnelStage entry(Stage stage, long entered) {
    return new FunnelStage(
        stage.name(),
        stage.layer(),
        0,
        Numbers.count(entered),
        null,
        List.of(
            new FunnelStage.Part(
                FunnelStage.Fate.REACHED,
                new Span("0%", "100%", Numbers.count(entered) + " entered"))));
  }

  private static void add(Path path, int after, int depth, Drawing drawing, List<FunnelStage> out) {
    List<Integer> next =
        IntStream.range(1, path.stages().size())
            .filter(s -> path.stages().get(s).after() == after)
            .boxed()
            .toList();
    for (int s : next) {
      // A branch stands further in; a line that does not fork needs no indentation.
      int deeper = next.size() > 1 && s != next.get(0) ? depth + 1 : depth;
      out.add(drawing.stage(path.stages().get(s), deeper));
      add(path, s, deeper, drawing, out);
    }
  }

  private record Drawing(Path path, Tallies tallies, Verdicts verdicts, long entered) {

    FunnelStage stage(Stage stage, int depth) {
      EdgeTally step = tallies.step(path, stage);
      return new FunnelStage(
          stage.name(),
          stage.layer(),
          depth,
          Numbers.count(step.total().converted()),
          facts(step, stage),
          parts(step, stage));
    }

    private FunnelStage.Step facts(EdgeTally step, Stage stage) {
      long inapplicable = reached(stage.after()) - step.total().entrants();
      return new FunnelStage.Step(
          step.name().from(),
          Numbers.percent(step.total().rate()),
          Numbers.bounds(step.total().rate()),
          stage.target() == null ? "" : Numbers.percent(stage.target()),
          verdicts.isGravest(step.name()),
          Numbers.count(step.total().dropped()),
          step.total().dropped() == 0 ? "" : Reasons.told(step.reasons(), MOST_REASONS),
          inapplicable > 0 ? Numbers.count(inapplicable) : "",
          Numbers.duration(step.lagMillis(MEDIAN / WIDTH)),
          Numbers.duration(step.lagMillis(NEARLY_ALL / WIDTH)),
          Numbers.duration(step.lagMillis(OUTERMOST / WIDTH)),
          Numbers.duration(path.stepHorizonMillis(path.stageIndex(stage.name()))),
          lags(step));
    }

    private long reached(int stage) {
      return stage == 0
          ? entered
          : tallies.step(path, path.stages().get(stage)).total().converted();
    }

    private List<FunnelStage.Part> parts(EdgeTally step, Stage stage) {
      List<FunnelStage.Part> parts = new ArrayList<>();
      double left = 0;
      left = part(parts, FunnelStage.Fate.REACHED, left, step.total().converted(), "reached");
      List<Map.Entry<String, Long>> reasons = step.reasons();
      long told = 0;
      for (Map.Entry<String, Long> reason :
          reasons.subList(0, Math.min(MOST_REASONS, reasons.size()))) {
        left =
            part(
                parts,
                FunnelStage.Fate.DROPPED,
                left,
                reason.getValue(),
                "dropped: " + Reasons.inWords(reason.getKey()));
        told += reason.getValue();
      }
      left =
          part(
              parts,
              FunnelStage.Fate.DROPPED,
              left,
              step.total().dropped() - told,
              "dropped: other reasons");
      long inapplicable = reached(stage.after()) - step.total().entrants();
      part(
          parts,
          FunnelStage.Fate.NOT_APPLICABLE,
          left,
          inapplicable,
          "to which the step does not apply");
      return parts;
    }

    private double part(
        List<FunnelStage.Part> parts,
        FunnelStage.Fate fate,
        double left,
        long count,
        String label) {
      if (count <= 0) {
        return left;
      }
      double width = WIDTH * count / entered;
      parts.add(
          new FunnelStage.Part(
              fate,
              new Span(
                  Numbers.share(left), Numbers.share(width), Numbers.count(count) + " " + label)));
      return left + width;
    }

    /** A bar for each lag bin: equal widths, since the bins are geometric. */
    private static List<FunnelStage.Lag> lags(EdgeTally step) {
      long[] bins = step.conversionsByBin();
      long most = IntStream.range(0, bins.length).mapToLong(i -> bins[i]).max().orElse(0);
      List<FunnelStage.Lag> lags = new ArrayList<>();
      for (int i = 0; i < bins.length; i++) {
        if (bins[i] > 0) {
          double height = Math.max(2, WIDTH * bins[i] / most);
          String upTo = Numbers.duration(step.binUpperMillis().get(i));
          lags.add(
              new FunnelStage.Lag(
                  Numbers.share(WIDTH * i / bins.length),
                  Numbers.share(WIDTH / bins.length),
                  Numbers.share(WIDTH - height),
                  Numbers.share(height),
                  Numbers.count(bins[i]) + " within " + upTo));
        }
      }
      return lags;
    }
  }

  /** How many parts all bars have together. */
  public int parts() {
    return stages.stream().mapToInt(stage -> stage.parts().size()).sum();
  }
}
