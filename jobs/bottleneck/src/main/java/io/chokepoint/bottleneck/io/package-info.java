/** What comes in and goes out: reading events from bytes and rows, and why one is refused. */
@NullMarked
package io.chokepoint.bottleneck.io;

import org.jspecify.annotations.NullMarked;
