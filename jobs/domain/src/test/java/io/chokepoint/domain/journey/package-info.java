@NullMarked
package io.chokepoint.domain.journey;

import org.jspecify.annotations.NullMarked;
