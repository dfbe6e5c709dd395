@NullMarked
package io.chokepoint.domain.detection;

import org.jspecify.annotations.NullMarked;
