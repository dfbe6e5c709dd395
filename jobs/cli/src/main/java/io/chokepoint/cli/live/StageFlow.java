package io.chokepoint.cli.live;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How demand passes a stage at the moment.
 *
 * @param stage the stage's name
 * @param layer its layer
 * @param entry whether it is the first of its path
 * @param perMinute journeys that reach an entry, a minute of event time; absent for other stages
 * @param rate share of the entrants of recent complete cohorts that reached it from the stage
 *     before; absent without entrants and for an entry
 * @param lagP50Millis their median lag in ms, the upper end of its bin; absent without conversions
 * @param pending journeys that can still reach it
 * @param suspected whether the verdict names it, as what changed or as what limits
 * @param trouble what has changed there: lossy, slow, stalled or silent; empty where nothing has
 */
public record StageFlow(
    String stage,
    String layer,
    boolean entry,
    OptionalDouble perMinute,
    OptionalDouble rate,
    OptionalLong lagP50Millis,
    long pending,
    boolean suspected,
    String trouble) {}
