/**
 * The one place that uses Flink's operator base classes instead of its functions, where no function
 * is told what it would have to know: local pre-aggregation acts right before a checkpoint barrier
 * and before a watermark is passed on; the routing passes on each watermark of its own topic, and
 * its turns to idle; the cohort tables act by the clocks of topics instead of the watermark; and
 * what goes to every subtask needs to know the key groups.
 */
@NullMarked
package io.chokepoint.bottleneck.operator.local;

import org.jspecify.annotations.NullMarked;
