@NullMarked
package io.chokepoint.kafka;

import org.jspecify.annotations.NullMarked;
