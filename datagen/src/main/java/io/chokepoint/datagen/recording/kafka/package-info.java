/** Between recordings and Kafka: recording topics and replaying them. */
@NullMarked
package io.chokepoint.datagen.recording.kafka;

import org.jspecify.annotations.NullMarked;
