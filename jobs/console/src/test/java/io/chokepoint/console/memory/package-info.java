@NullMarked
package io.chokepoint.console.memory;

import org.jspecify.annotations.NullMarked;
