/** What the result topics have said, bounded by time and by count. */
@NullMarked
package io.chokepoint.console.memory;

import org.jspecify.annotations.NullMarked;
