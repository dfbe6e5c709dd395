/** Thin operators around the domain: read state, call the domain, write state and timers, emit. */
@NullMarked
package io.chokepoint.bottleneck.operator;

import org.jspecify.annotations.NullMarked;
