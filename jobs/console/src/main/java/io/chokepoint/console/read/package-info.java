/** Where results come from. */
@NullMarked
package io.chokepoint.console.read;

import org.jspecify.annotations.NullMarked;
