/** Journeys: which stages a correlation key reached, as a function of the set of its events. */
@NullMarked
package io.chokepoint.domain.journey;

import org.jspecify.annotations.NullMarked;
