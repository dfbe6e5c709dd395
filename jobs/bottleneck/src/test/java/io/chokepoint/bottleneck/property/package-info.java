/** The job's finals against an independent evaluation, over seeded random networks and streams. */
@NullMarked
package io.chokepoint.bottleneck.property;

import org.jspecify.annotations.NullMarked;
