/** What detectors have learnt, in a file that people can read and jobs can load. */
@NullMarked
package io.chokepoint.bottleneck.baseline;

import org.jspecify.annotations.NullMarked;
