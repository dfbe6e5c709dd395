package io.chokepoint.evaluation.plan;

import io.chokepoint.datagen.Behaviour;
import io.chokepoint.datagen.SimulationOptions;
import io.chokepoint.datagen.scenario.Background;
import io.chokepoint.datagen.scenario.Course;
import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.domain.network.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams with several incidents one after the other: quiet at first, for who learns, then each
 * incident and a pause in which the network recovers.
 */
final class IncidentStreams {
  /** The path that requests take in the default network. */
  static final String PATH = "request";

  /** A Monday, in the past on every clock. */
  private static final Instant MONDAY = Instant.parse("2024-01-01T00:00:00Z");

  private static final long HOURS_A_WEEK = 168;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long MINUTE_MILLIS = 60_000;

  /**
   * So many requests a minute that some 200 reach each stage at the least busy time, also when
   * users stay away who were turned away an hour ago: about four in five pass all stages in public.
   */
  private static final double FEWEST_A_MINUTE = 370;

  private static final double MOST_A_MINUTE = 430;

  /** What happens at a time: effects that belong together. */
  interface Incidents {
    /**
     * The effects of one incident.
     *
     * @param index its number in the stream, from 0
     * @param course when it is
     */
    List<Effect> at(int index, Course course);
  }

  private final Network network;
  private final Family family;
  private final long learnMillis;

  IncidentStreams(Network network, Family family, long learnMillis) {
    this.network = network;
    this.family = family;
    this.learnMillis = learnMillis;
  }

  /** The dice of the stream with that number, from 0. */
  static Dice dice(long seed, Family family, int stream) {
    return new Dice(seed, name(family, stream));
  }

  private static String name(Family family, int stream) {
    return "%s-%02d".formatted(family.text(), stream + 1);
  }

  /** A random full hour of a week. */
  static long start(Dice dice) {
    return MONDAY.toEpochMilli() + dice.whole(0, HOURS_A_WEEK - 1) * HOUR_MILLIS;
  }

  /** How irregular the network is while incidents happen. */
  static Behaviour behaviour(Dice dice, double mostVariation) {
    return new Behaviour(
        dice.between(0, 0.12),
        0,
        dice.between(0, 3),
        1.3,
        dice.between(0, mostVariation),
        Behaviour.USUAL.outcomeCorrelation(),
        Behaviour.USUAL.clockSkewMillis(),
        dice.between(0, 0.15),
        Behaviour.USUAL.nodeOutagesPerDay());
  }

  /**
   * Makes a stream.
   *
   * @param stream its number, from 0
   * @param count how many incidents
   * @param shortestMinutes the least that one lasts; the most is 15 minutes more
   */
  EvaluationCase stream(
      Dice dice,
      int stream,
      Behaviour behaviour,
      List<Effect> throughout,
      int count,
      long shortestMinutes,
      Incidents incidents) {
    List<Effect> effects = new ArrayList<>(throughout);
    long at = learnMillis;
    for (int i = 0; i < count; i++) {
      long end = at + dice.whole(shortestMinutes, shortestMinutes + 15) * MINUTE_MILLIS;
      effects.addAll(incidents.at(i, new Course(at, end, 0, 0)));
      at = end + dice.whole(60, 90) * MINUTE_MILLIS;
    }
    double rate = dice.between(FEWEST_A_MINUTE, MOST_A_MINUTE);
    String name = name(family, stream);
    Scenario scenario = new Scenario(name, family.sentence(), false, at, Background.USUAL, effects);
    return new EvaluationCase(
        name,
        family,
        network,
        new SimulationOptions(
            dice.seed(), start(dice), Duration.ofMillis(at), rate, behaviour, scenario),
        learnMillis);
  }
}
