package io.chokepoint.evaluation.plan;

import io.chokepoint.datagen.Behaviour;
import io.chokepoint.datagen.scenario.Course;
import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.Effect.Withheld;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All cases of a seed and size. Each case depends on the seed and its own name alone, so that it is
 * the same whatever else is run.
 */
public final class Suite {
  private static final long MINUTE_MILLIS = 60_000;

  /** The most that the rate of a minute varies, as a part of it, beside chance. */
  private static final double USUAL_VARIATION = 0.2;

  /** The same before irregular traffic. */
  private static final double IRREGULAR = 0.4;

  /** Where one event settles the demand of many. */
  private static final Set<String> BATCHED = Set.of("paid", "rewarded", "verified");

  private final Network network;
  private final long seed;
  private final SuiteSize size;

  private Suite(Network network, long seed, SuiteSize size) {
    this.network = network;
    this.seed = seed;
    this.size = size;
  }

  /**
   * Generates the cases.
   *
   * @param network the default network, or one with its stages and topics
   * @throws IllegalArgumentException if it lacks one; the message says which
   */
  public static List<EvaluationCase> of(Network network, long seed, SuiteSize size) {
    Suite suite = new Suite(network, seed, size);
    List<EvaluationCase> cases = new ArrayList<>();
    for (Family family : Family.values()) {
      cases.addAll(suite.of(family));
    }
    return cases;
  }

  /** A case by its name; empty where the suite has none of that name. */
  public static Optional<EvaluationCase> find(List<EvaluationCase> cases, String name) {
    return cases.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private List<EvaluationCase> of(Family family) {
    return switch (family) {
      case QUIET -> QuietStretches.generate(network, seed, size);
      case LOSSY -> lossy();
      case TOTAL -> total();
      case SILENT -> silent();
      case RESTART -> others(family, 5, 30, Suite::restart);
      case SLOW -> slow();
      case GROWTH -> growth();
      case SLUMP -> slump();
      case BATCH -> batch();
      case TWO -> two();
      case CAPACITY ->
          others(
              family,
              3,
              45,
              (make, dice, i, course) ->
                  List.of(
                      make.capacityLoss(make.stage("executed"), course, dice.between(0.85, 0.97))));
      case NODE ->
          others(
              family,
              3,
              45,
              (make, dice, i, course) ->
                  List.of(
                      make.lossy(
                          make.stage("executed"),
                          Effects.top("node"),
                          course,
                          1,
                          "node_lost",
                          0.02)));
      case MEDLEY ->
          streams(network, family, size.medleys(), 4, 40, USUAL_VARIATION, Suite::medley);
      case HORIZON_15M -> horizon(family, 15);
      case HORIZON_2H -> horizon(family, 120);
      case HORIZON_24H -> horizon(family, 1_440);
    };
  }

  /** What happens in the incidents of a stream. */
  private interface Play {
    List<Effect> effects(Effects make, Dice dice, int index, Course course);
  }

  private List<EvaluationCase> others(Family family, int incidents, long minutes, Play play) {
    return streams(network, family, size.otherStreams(), incidents, minutes, USUAL_VARIATION, play);
  }

  private List<EvaluationCase> streams(
      Network variant,
      Family family,
      int streams,
      int incidents,
      long minutes,
      double variation,
      Play play) {
    IncidentStreams made = new IncidentStreams(variant, family, size.learnMillis());
    Effects make = new Effects(variant, IncidentStreams.PATH);
    List<EvaluationCase> cases = new ArrayList<>();
    for (int s = 0; s < streams; s++) {
      int first = s * incidents;
      // The same incidents whatever the horizon is, so that the rows can be compared.
      boolean isOfHorizon = family.text().startsWith("horizon");
      Dice dice = IncidentStreams.dice(seed, isOfHorizon ? Family.HORIZON_15M : family, s);
      Behaviour behaviour = IncidentStreams.behaviour(dice, variation);
      cases.add(
          made.stream(
              dice,
              s,
              behaviour,
              List.of(),
              incidents,
              minutes,
              (i, course) -> play.effects(make, dice, first + i, course)));
    }
    return cases;
  }

  private List<EvaluationCase> lossy() {
    return streams(
        network,
        Family.LOSSY,
        size.lossyStreams(),
        size.incidents(),
        45,
        USUAL_VARIATION,
        (make, dice, i, course) ->
            // Seven stages and five sizes have no common divisor: each meets each.
            List.of(Losses.somewhere(make, dice, stage(make, i), course, i)));
  }

  private List<EvaluationCase> total() {
    return others(
        Family.TOTAL,
        7,
        30,
        (make, dice, i, course) ->
            List.of(Losses.everywhere(make, dice, stage(make, i), course, 1)));
  }

  private List<EvaluationCase> silent() {
    return others(
        Family.SILENT,
        4,
        30,
        (make, dice, i, course) ->
            List.of(make.silent(stage(make, 2 * i).topic(), course, Withheld.LOST)));
  }

  private List<EvaluationCase> slow() {
    return others(
        Family.SLOW, 4, 60, (make, dice, i, course) -> List.of(slow(make, dice, 2 * i, course)));
  }

  /** A topic stops for 10 to 25 minutes, another is late and doubled as far as is allowed. */
  private static List<Effect> restart(Effects make, Dice dice, int index, Course course) {
    Stage stage = stage(make, 3 * index);
    Stage other = stage(make, 3 * index + 2);
    long lasts = dice.whole(10, 25) * MINUTE_MILLIS;
    Course silence = new Course(course.onsetMillis(), course.onsetMillis() + lasts, 0, 0);
    return List.of(
        make.silent(stage.topic(), silence, Withheld.HELD),
        make.late(
            other.topic(), course, (long) (dice.between(0.3, 0.8) * make.lateness(other.topic()))),
        make.duplicates(other.topic(), course, dice.between(0.1, 0.5), 1_000));
  }

  private static List<Effect> medley(Effects make, Dice dice, int index, Course course) {
    List<Stage> stages = dice.shuffled(make.stages());
    Stage stage = stages.get(0);
    return List.of(
        switch (Math.floorMod(index, 4)) {
          case 0 -> Losses.somewhere(make, dice, stage, course, index);
          case 1 -> Losses.everywhere(make, dice, stage, course, 1);
          case 2 -> make.silent(stage.topic(), course, Withheld.LOST);
          default -> slow(make, dice, make.stages().indexOf(stage), course);
        });
  }

  private static Effect slow(Effects make, Dice dice, int index, Course course) {
    Stage stage = stage(make, index);
    double fifth = stage.withinMillis() / 5.0;
    return switch (stage.name()) {
      // Slots are held for as long as it takes: four times as long, and nodes would saturate.
      case "executed" -> make.slow(stage, course, dice.between(2, 2.8), 0);
      case "verified" -> make.slow(stage, course, dice.between(3, 6), 0);
      case "trusted" -> make.slow(stage, course, 1, dice.whole(1, 3) * MINUTE_MILLIS);
      default -> make.slow(stage, course, 1, (long) (fifth * dice.between(0.7, 1.4)));
    };
  }

  private List<EvaluationCase> growth() {
    List<EvaluationCase> cases = new ArrayList<>();
    IncidentStreams made = new IncidentStreams(network, Family.GROWTH, size.learnMillis());
    Effects make = new Effects(network, IncidentStreams.PATH);
    for (int s = 0; s < size.otherStreams(); s++) {
      Dice dice = IncidentStreams.dice(seed, Family.GROWTH, s);
      Stage stage = stage(make, 3 * s + 2);
      Double target = stage.target();
      // As the simulator has it: halfway from the target to 1, and hardly any loss without one.
      double healthy = target == null ? 0.995 : (1 + target) / 2;
      Course always = new Course(0, Course.FOREVER, 0, 0);
      Effect usual = make.lossy(stage, null, always, 1 - 0.9 / healthy, null, 0.02);
      cases.add(
          made.stream(
              dice,
              s,
              IncidentStreams.behaviour(dice, USUAL_VARIATION),
              List.of(usual),
              2,
              45,
              (i, course) ->
                  List.of(
                      make.traffic(course, 1.4),
                      Losses.everywhere(make, dice, stage, course, 1 - 0.7 / 0.9))));
    }
    return cases;
  }

  private List<EvaluationCase> slump() {
    return others(
        Family.SLUMP,
        3,
        45,
        (make, dice, i, course) ->
            List.of(
                make.traffic(course, dice.between(0.2, 0.5)),
                Losses.everywhere(make, dice, stage(make, 3 * i), course, dice.between(0.2, 0.6))));
  }

  private List<EvaluationCase> batch() {
    return streams(
        network,
        Family.BATCH,
        size.otherStreams(),
        4,
        45,
        IRREGULAR,
        (make, dice, i, course) -> {
          List<Stage> batched =
              make.stages().stream().filter(each -> BATCHED.contains(each.name())).toList();
          Stage stage = batched.get(i % batched.size());
          return List.of(Losses.everywhere(make, dice, stage, course, Losses.size(dice, i)));
        });
  }

  private List<EvaluationCase> two() {
    return others(
        Family.TWO,
        3,
        45,
        (make, dice, i, course) -> {
          List<Stage> both = dice.shuffled(make.stages());
          return List.of(
              Losses.everywhere(make, dice, both.get(0), course, dice.between(0.25, 0.6)),
              Losses.everywhere(make, dice, both.get(1), course, dice.between(0.25, 0.6)));
        });
  }

  private List<EvaluationCase> horizon(Family family, long minutes) {
    if (size.otherStreams() == 0) {
      return List.of();
    }
    Network variant =
        NetworkVariants.withHorizon(network, IncidentStreams.PATH, "paid", minutes * MINUTE_MILLIS);
    return streams(
        variant,
        family,
        1,
        Math.min(5, size.incidents()),
        45,
        USUAL_VARIATION,
        (make, dice, i, course) ->
            List.of(
                Losses.everywhere(make, dice, make.stage("paid"), course, Losses.size(dice, i))));
  }

  private static Stage stage(Effects make, int index) {
    List<Stage> stages = make.stages();
    return stages.get(Math.floorMod(index, stages.size()));
  }
}
