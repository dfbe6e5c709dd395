@NullMarked
package io.chokepoint.bottleneck.operator.local;

import org.jspecify.annotations.NullMarked;
