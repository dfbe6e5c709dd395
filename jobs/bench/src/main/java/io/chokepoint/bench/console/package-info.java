/** What the console costs, and how soon its page shows what is new. */
@NullMarked
package io.chokepoint.bench.console;

import org.jspecify.annotations.NullMarked;
