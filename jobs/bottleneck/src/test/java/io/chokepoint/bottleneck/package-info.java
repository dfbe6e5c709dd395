@NullMarked
package io.chokepoint.bottleneck;

import org.jspecify.annotations.NullMarked;
