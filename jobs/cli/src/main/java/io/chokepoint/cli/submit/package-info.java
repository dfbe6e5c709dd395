/** Handing the job to a Flink cluster, without a Flink distribution. */
@NullMarked
package io.chokepoint.cli.submit;

import org.jspecify.annotations.NullMarked;
