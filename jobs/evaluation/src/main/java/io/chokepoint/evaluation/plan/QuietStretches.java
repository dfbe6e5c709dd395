package io.chokepoint.evaluation.plan;

import io.chokepoint.datagen.Behaviour;
import io.chokepoint.datagen.SimulationOptions;
import io.chokepoint.datagen.scenario.Background;
import io.chokepoint.datagen.scenario.Course;
import io.chokepoint.datagen.scenario.Effect;
import io.chokepoint.datagen.scenario.Effect.Withheld;
import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams in which no stage loses demand, whatever else they do: rhythm over the day and the week,
 * bursts, minutes that vary by up to a half, thin and full batches, much or little private
 * settlement, nodes that come and go; and one after another, a few a day, slumps, surges, shifts of
 * the mix, telemetry that is held back and then comes at once, late and duplicate delivery.
 *
 * <p>Request rates are spread evenly over the orders of magnitude from 10 to 400 a minute. The
 * fewer the requests, the longer the stretch, so that days are bought where they cost least.
 */
final class QuietStretches {
  private static final double FEWEST_A_MINUTE = 10;
  private static final double MOST_A_MINUTE = 400;

  /** Between even days (0) and even numbers of requests (1). */
  private static final double THRIFT = 0.9;

  private static final double MINUTES_A_DAY = 1_440;
  private static final long MINUTE_MILLIS = 60_000;

  /** The least of a stretch that is quiet altogether, for who learns. */
  private static final long LEARN_MILLIS = 360 * MINUTE_MILLIS;

  /** Effects follow each other, so that each is seen by itself, in between 2 and 10 hours. */
  private static final long SHORTEST_PAUSE_MINUTES = 120;

  private static final long LONGEST_PAUSE_MINUTES = 600;

  /**
   * Nodes have about four times the slots that mean demand keeps busy. Beyond this many times it,
   * requests would queue, and be lost.
   */
  private static final double MOST_DEMAND = 3.2;

  private QuietStretches() {}

  static List<EvaluationCase> generate(Network network, long seed, SuiteSize size) {
    int stretches = size.quietStretches();
    double[] rates = new double[stretches];
    double weights = 0;
    for (int i = 0; i < stretches; i++) {
      Dice dice = new Dice(seed, name(i) + " rate");
      // Each its own part of the scale, so that no suite is of thin traffic alone.
      double step = StrictMath.pow(MOST_A_MINUTE / FEWEST_A_MINUTE, 1.0 / stretches);
      double low = FEWEST_A_MINUTE * StrictMath.pow(step, i);
      rates[i] = dice.logBetween(low, low * step);
      weights += StrictMath.pow(rates[i], -THRIFT);
    }
    List<EvaluationCase> cases = new ArrayList<>();
    for (int i = 0; i < stretches; i++) {
      double days = size.quietDays() * StrictMath.pow(rates[i], -THRIFT) / weights;
      long minutes =
          (long) Math.ceil(Math.max(days * MINUTES_A_DAY, 2.0 * LEARN_MILLIS / MINUTE_MILLIS));
      cases.add(stretch(network, new Dice(seed, name(i)), name(i), rates[i], minutes));
    }
    return cases;
  }

  private static String name(int index) {
    return "%s-%02d".formatted(Family.QUIET.text(), index + 1);
  }

  private static EvaluationCase stretch(
      Network network, Dice dice, String name, double requestsPerMinute, long minutes) {
    double dailySwing = dice.between(0, 0.6);
    double weeklySwing = dice.between(0, 0.4);
    double variation = dice.chance(0.3) ? dice.between(0.3, 0.5) : dice.between(0, 0.3);
    double peak = (1 + dailySwing) * 7 / (7 - 2 * weeklySwing) * (1 + variation / 2);
    double burst = Math.min(dice.between(1.2, 3), Math.max(1.05, MOST_DEMAND / peak));
    double surge = Math.min(dice.between(1.3, 2.2), Math.max(1.02, MOST_DEMAND / peak / burst));
    double privateShare = dice.chance(0.2) ? dice.between(0.5, 0.9) : dice.between(0, 0.4);
    Behaviour behaviour =
        new Behaviour(
            dailySwing,
            weeklySwing,
            dice.between(0, 12),
            burst,
            variation,
            Behaviour.USUAL.outcomeCorrelation(),
            Behaviour.USUAL.clockSkewMillis(),
            privateShare,
            Behaviour.USUAL.nodeOutagesPerDay());
    List<Effect> effects = new ArrayList<>();
    Effects make = new Effects(network, IncidentStreams.PATH);
    long at = LEARN_MILLIS / MINUTE_MILLIS;
    while (true) {
      at += dice.whole(SHORTEST_PAUSE_MINUTES, LONGEST_PAUSE_MINUTES);
      Effect effect = disturbance(network, make, dice, at * MINUTE_MILLIS, surge);
      at = effect.course().endMillis() / MINUTE_MILLIS;
      if (at >= minutes) {
        break;
      }
      effects.add(effect);
    }
    Scenario scenario =
        new Scenario(
            name, "Nothing is wrong.", true, minutes * MINUTE_MILLIS, Background.USUAL, effects);
    return new EvaluationCase(
        name,
        Family.QUIET,
        network,
        new SimulationOptions(
            dice.seed(),
            IncidentStreams.start(dice),
            Duration.ofMinutes(minutes),
            requestsPerMinute,
            behaviour,
            scenario),
        LEARN_MILLIS);
  }

  private static Effect disturbance(
      Network network, Effects make, Dice dice, long onset, double surge) {
    List<String> topics = network.topics().stream().map(Topic::name).toList();
    long lasts = dice.whole(45, 180) * MINUTE_MILLIS;
    long ramp = dice.whole(0, 20) * MINUTE_MILLIS;
    Course slope = new Course(onset, onset + lasts, ramp, ramp);
    return switch ((int) dice.whole(0, 6)) {
      case 0 -> make.traffic(slope, dice.between(0.15, 0.7));
      case 1 -> make.traffic(slope, surge);
      case 2 -> make.mixShift(slope, dice.oneOf(List.of("app", "model")), dice.between(0.2, 0.6));
      case 3 -> {
        String topic = dice.oneOf(topics);
        long allowed = network.topics().get(network.topicIndex(topic)).latenessMillis();
        yield make.late(
            topic,
            new Course(onset, onset + lasts, 0, 0),
            (long) (dice.between(0.3, 0.8) * allowed));
      }
      case 4 ->
          make.duplicates(
              dice.oneOf(topics),
              new Course(onset, onset + lasts, 0, 0),
              dice.between(0.1, 0.5),
              dice.whole(1, 30) * 1_000);
      // Twice as likely as the others: restarts are the telemetry's daily bread.
      default ->
          make.silent(
              dice.oneOf(topics),
              new Course(onset, onset + dice.whole(3, 25) * MINUTE_MILLIS, 0, 0),
              Withheld.HELD);
    };
  }
}
