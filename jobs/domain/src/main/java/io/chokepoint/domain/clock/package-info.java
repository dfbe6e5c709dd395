/**
 * How far each topic is: clocks as their readers report them, and what they allow to be judged. A
 * quiet topic may not hold up the others, but it proves nothing.
 */
@NullMarked
package io.chokepoint.domain.clock;

import org.jspecify.annotations.NullMarked;
