package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.datagen.scenario.ScenarioFile;
import io.chokepoint.datagen.scenario.Truth;
import io.chokepoint.domain.network.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A simulated run of two and a half hours with effects in its second and third half hour, and what
 * came of it. Nothing varies but by plain chance, which is that of the healthy run.
 */
final class Rehearsal {
  static final Network NETWORK = Streamed.NETWORK;
  static final long START_MILLIS = Streamed.START_MILLIS;
  static final long ONSET_MILLIS = START_MILLIS + minutes(40);
  static final long END_MILLIS = START_MILLIS + minutes(100);
  static final String FROM_UNTIL = "from: 40m, until: 100m";

  /**
   * Groups that straddle an edge of an effect are decided with their last member, what is slow
   * needs some time to arrive, and entities that report shortly before the end are still reached
   * after it.
   */
  private static final long EDGE_MILLIS = minutes(15);

  private static final Duration DURATION = Duration.ofMinutes(150);
  private static final double REQUESTS_PER_MINUTE = 60;

  /** Nothing happens. Comes after the constants that it needs. */
  static final Rehearsal HEALTHY = new Rehearsal(null);

  /** In the order of their delivery. */
  final List<SimulatedEvent> events = new ArrayList<>();

  final Truth truth;

  private final List<SimulatedEvent> inTime;
  private final Map<String, List<BatchEvaluation.Entered>> evaluated = new HashMap<>();

  private Rehearsal(@Nullable Scenario scenario) {
    Simulation simulation =
        new Simulation(
            NETWORK,
            new SimulationOptions(
                Streamed.SEED,
                START_MILLIS,
                DURATION,
                REQUESTS_PER_MINUTE,
                Behaviour.STEADY,
                scenario));
    simulation.forEachRemaining(events::add);
    truth = simulation.truth();
    inTime =
        events.stream().sorted(Comparator.comparingLong(SimulatedEvent::eventTimeMillis)).toList();
  }

  /** A run with effects as scenario files write them. */
  static Rehearsal of(String... effects) {
    return new Rehearsal(
        ScenarioFile.parse(
            "rehearsal",
            "scenario: rehearsal\nsentence: There is trouble.\nlasts: 150m\neffects:\n  - "
                + String.join("\n  - ", effects)
                + "\n",
            NETWORK));
  }

  /** The share of those who entered a step while the effects lasted and came through. */
  double rate(String place) {
    return rate(entered(place));
  }

  /** The same between two times after the start, in minutes. */
  double rate(String place, long fromMinute, long toMinute) {
    return rate(all(place, START_MILLIS + minutes(fromMinute), START_MILLIS + minutes(toMinute)));
  }

  /** The median time to a stage while the effects lasted, in ms. */
  long medianLagMillis(String place) {
    List<Long> lags = new ArrayList<>();
    for (BatchEvaluation.Entered entry : entered(place)) {
      if (entry.lagMillis() != null) {
        lags.add(entry.lagMillis());
      }
    }
    lags.sort(Long::compare);
    return lags.get(lags.size() / 2);
  }

  /** How many entered a step while the effects lasted. */
  int entrants(String place) {
    return entered(place).size();
  }

  /** The events of a type that happened while the effects lasted. */
  <T extends SpecificRecord> List<T> within(Class<T> type, Predicate<T> which) {
    return inTime.stream()
        .filter(event -> isInside(event.eventTimeMillis()))
        .map(SimulatedEvent::value)
        .filter(type::isInstance)
        .map(type::cast)
        .filter(which)
        .toList();
  }

  private static boolean isInside(long millis) {
    return ONSET_MILLIS + EDGE_MILLIS <= millis && millis < END_MILLIS - EDGE_MILLIS;
  }

  private List<BatchEvaluation.Entered> entered(String place) {
    return all(place, ONSET_MILLIS + EDGE_MILLIS, END_MILLIS - EDGE_MILLIS);
  }

  private List<BatchEvaluation.Entered> all(String place, long fromMillis, long toMillis) {
    String[] parts = place.split("/", 2);
    return evaluated.computeIfAbsent(parts[0], this::evaluate).stream()
        .filter(entry -> entry.stage().equals(parts[1]))
        .filter(
            entry -> fromMillis <= entry.eventTimeMillis() && entry.eventTimeMillis() < toMillis)
        .toList();
  }

  private List<BatchEvaluation.Entered> evaluate(String name) {
    return NETWORK.paths().stream()
        .filter(path -> path.name().equals(name))
        .flatMap(path -> BatchEvaluation.of(path, inTime).stream())
        .toList();
  }

  private static double rate(List<BatchEvaluation.Entered> entered) {
    return (double) entered.stream().filter(BatchEvaluation.Entered::isReached).count()
        / entered.size();
  }

  private static long minutes(long minutes) {
    return Duration.ofMinutes(minutes).toMillis();
  }
}
