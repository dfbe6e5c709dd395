/** The bottleneck job: topics in, conversion rows and verdicts out. */
@NullMarked
package io.chokepoint.bottleneck;

import org.jspecify.annotations.NullMarked;
