/** Metrics, named as Flink names its own. */
@NullMarked
package io.chokepoint.bottleneck.metrics;

import org.jspecify.annotations.NullMarked;
