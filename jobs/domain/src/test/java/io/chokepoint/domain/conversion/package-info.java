@NullMarked
package io.chokepoint.domain.conversion;

import org.jspecify.annotations.NullMarked;
