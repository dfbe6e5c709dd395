/**
 * The one place that uses Flink's operator base classes instead of its functions: local
 * pre-aggregation has to act right before a checkpoint barrier and before a watermark is passed on,
 * and no function is told of either.
 */
@NullMarked
package io.chokepoint.bottleneck.operator.local;

import org.jspecify.annotations.NullMarked;
