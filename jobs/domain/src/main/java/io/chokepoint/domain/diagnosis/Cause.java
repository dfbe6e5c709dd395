package io.chokepoint.domain.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * What explains the trouble of a step that is impacted: the critical step, or a silent topic.
 *
 * @param layer the layer where the cause is
 * @param path name of its path
 * @param from name of the stage at which the step starts
 * @param to name of the stage at which it ends
 * @param topic name of the silent topic; null where the cause is an alarm
 */
public record Cause(String layer, String path, String from, String to, @Nullable String topic) {}
