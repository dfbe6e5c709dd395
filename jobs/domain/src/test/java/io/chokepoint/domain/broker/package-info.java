@NullMarked
package io.chokepoint.domain.broker;

import org.jspecify.annotations.NullMarked;
