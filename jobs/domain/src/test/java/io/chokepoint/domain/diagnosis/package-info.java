@NullMarked
package io.chokepoint.domain.diagnosis;

import org.jspecify.annotations.NullMarked;
