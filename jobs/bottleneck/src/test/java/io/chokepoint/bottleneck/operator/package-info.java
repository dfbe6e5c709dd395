@NullMarked
package io.chokepoint.bottleneck.operator;

import org.jspecify.annotations.NullMarked;
