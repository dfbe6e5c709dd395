/** Conversion: cohorts of an edge, the distribution of their lags, and the rates that follow. */
@NullMarked
package io.chokepoint.domain.conversion;

import org.jspecify.annotations.NullMarked;
