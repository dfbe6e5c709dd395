/** What runs in the process of a contender; started by the ladder. */
@NullMarked
package io.chokepoint.bench.ladder.worker;

import org.jspecify.annotations.NullMarked;
