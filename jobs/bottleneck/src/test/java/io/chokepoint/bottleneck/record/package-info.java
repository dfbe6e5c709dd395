@NullMarked
package io.chokepoint.bottleneck.record;

import org.jspecify.annotations.NullMarked;
