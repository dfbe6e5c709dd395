package io.chokepoint.datagen.scenario;

import org.jspecify.annotations.Nullable;

/**
 * Where an effect is, as far as it could be read.
 *
 * @param layer the layer of the stage or topic, or null where nothing says so
 * @param path the path, or null on a topic
 * @param stage the stage, or null on a topic
 * @param topic the topic, or null at a stage
 * @param eventTopic the topic, or that of the stage's events, or null where it is not known
 * @param segment the segment, or null for all
 */
record Site(
    @Nullable String layer,
    @Nullable String path,
    @Nullable String stage,
    @Nullable String topic,
    @Nullable String eventTopic,
    @Nullable Segment segment) {}
