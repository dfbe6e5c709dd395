@NullMarked
package io.chokepoint.domain.clock;

import org.jspecify.annotations.NullMarked;
