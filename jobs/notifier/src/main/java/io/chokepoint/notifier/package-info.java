/** The notifier: reads the episodes that the bottleneck job writes, and tells people. */
@NullMarked
package io.chokepoint.notifier;

import org.jspecify.annotations.NullMarked;
