/** Kafka's sources and sinks as both jobs need them: they outlast a broker that is away. */
@NullMarked
package io.chokepoint.kafka;

import org.jspecify.annotations.NullMarked;
