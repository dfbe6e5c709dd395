/** The live page: what the result topics say, served over HTTP. It decides nothing. */
@NullMarked
package io.chokepoint.console;

import org.jspecify.annotations.NullMarked;
