package io.chokepoint.datagen.scenario;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What really happened in a simulated stream: what a diagnosis of it ought to find, and at what
 * cost. {@link TruthFile} writes it beside the stream and reads it back.
 *
 * @param network name of the network
 * @param scenario name of the scenario, or null where there was none
 * @param sentence what happened, for people
 * @param quiet whether no stage lost demand by what happened, so that an alarm is a false one
 * @param seed seed of the simulation
 * @param startMillis event time at which it starts, ms since 1970 UTC
 * @param endMillis event time from which no user begins anything
 * @param requestsPerMinute mean rate of requests
 * @param incidents the effects of the scenario, in its order; empty where nothing happened
 */
public record Truth(
    String network,
    @Nullable String scenario,
    String sentence,
    boolean quiet,
    long seed,
    long startMillis,
    long endMillis,
    double requestsPerMinute,
    List<Incident> incidents) {

  /** Copies the list. */
  public Truth {
    incidents = List.copyOf(incidents);
  }

  /**
   * One effect, as it happened.
   *
   * @param kind what happened
   * @param layer the layer: the answer; null where the network file does not say which
   * @param path the path, or null where it was on a topic
   * @param stage the stage, or null where it was on a topic
   * @param topic the topic, or null where it was at a stage
   * @param dimension the dimension of the segment, or null where all was hit
   * @param values the values of that dimension that were hit; empty where all were
   * @param onsetMillis event time of its begin, inclusive
   * @param fullMillis event time from which it was at full strength; the onset for a step
   * @param endMillis event time of its end, exclusive; that of the run where it outlasted the run
   * @param share how much of what could be hit, at full strength
   * @param factor how many times what it was, at full strength; 1 where it did not multiply
   * @param delayMillis how much later, in ms, at full strength; 0 where it did not delay
   * @param reason the reason that refusals gave, or null
   * @param lost journeys that would have reached the stage without it and did not; those that were
   *     lost further down are not counted again
   * @param hit journeys or events that it touched, those lost among them
   */
  public record Incident(
      Kind kind,
      @Nullable String layer,
      @Nullable String path,
      @Nullable String stage,
      @Nullable String topic,
      @Nullable String dimension,
      List<String> values,
      long onsetMillis,
      long fullMillis,
      long endMillis,
      double share,
      double factor,
      long delayMillis,
      @Nullable String reason,
      long lost,
      long hit) {

    /** Copies the list. */
    public Incident {
      values = List.copyOf(values);
    }

    /** Where it was, for people: {@code request/paid}, or the topic. */
    public String place() {
      return topic != null ? topic : path + "/" + stage;
    }
  }

  /**
   * A run, beside what happened in it.
   *
   * @param network name of the network
   * @param seed seed of the simulation
   * @param startMillis event time at which it starts, ms since 1970 UTC
   * @param endMillis event time from which no user begins anything
   * @param requestsPerMinute mean rate of requests
   */
  public record Run(
      String network, long seed, long startMillis, long endMillis, double requestsPerMinute) {}

  /**
   * The truth about a run.
   *
   * @param scenario the scenario, or null where nothing happened
   * @param toll what its effects have cost, counted by the simulation
   */
  public static Truth of(Run run, @Nullable Scenario scenario, Toll toll) {
    List<Incident> incidents = new ArrayList<>();
    for (TimedEffect timed : Schedule.of(scenario, run.startMillis()).effects()) {
      incidents.add(incident(timed, run, toll));
    }
    return new Truth(
        run.network(),
        scenario == null ? null : scenario.name(),
        scenario == null ? "Nothing happens." : scenario.sentence(),
        scenario == null || scenario.quiet(),
        run.seed(),
        run.startMillis(),
        run.endMillis(),
        run.requestsPerMinute(),
        incidents);
  }

  private static Incident incident(TimedEffect timed, Run run, Toll toll) {
    Effect effect = timed.effect();
    Segment segment = effect.segment();
    return new Incident(
        effect.kind(),
        effect.layer(),
        effect.path(),
        effect.stage(),
        effect.topic(),
        segment == null ? null : segment.dimension(),
        toll.values(timed.index()),
        timed.onsetMillis(),
        timed.onsetMillis() + effect.course().rampMillis(),
        Math.min(timed.endMillis(), run.endMillis()),
        effect.share(),
        effect.factor(),
        effect.delayMillis(),
        effect.reason(),
        toll.lost(timed.index()),
        toll.hit(timed.index()));
  }
}
