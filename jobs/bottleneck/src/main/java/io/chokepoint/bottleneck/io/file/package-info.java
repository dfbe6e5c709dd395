/** Reading recorded files of events, row by row, for a bounded run. */
@NullMarked
package io.chokepoint.bottleneck.io.file;

import org.jspecify.annotations.NullMarked;
