@NullMarked
package io.chokepoint.console;

import org.jspecify.annotations.NullMarked;
