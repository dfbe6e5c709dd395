/** What is open is kept here, with the clocks of people. */
@NullMarked
package io.chokepoint.notifier.operator;

import org.jspecify.annotations.NullMarked;
