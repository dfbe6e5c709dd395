package io.chokepoint.datagen;

import org.jspecify.annotations.Nullable;

/**
 * A step as the network file has it.
 *
 * @param step what is done
 * @param path name of the path, or null where the file has no such stage
 * @param stage name of the stage, or null likewise
 * @param layer layer of the stage, or null likewise
 * @param horizonMillis the longest time that the file allows it, in ms
 * @param rate the rate while nothing is wrong
 */
record StepPlan(
    Step step,
    @Nullable String path,
    @Nullable String stage,
    @Nullable String layer,
    long horizonMillis,
    double rate) {

  String place() {
    return "path " + path + ", stage " + stage;
  }
}
