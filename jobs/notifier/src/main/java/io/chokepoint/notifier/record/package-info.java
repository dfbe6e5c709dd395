/** What travels between operators. */
@NullMarked
package io.chokepoint.notifier.record;

import org.jspecify.annotations.NullMarked;
