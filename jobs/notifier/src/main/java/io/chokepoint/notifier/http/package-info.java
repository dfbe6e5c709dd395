/** Telling a receiver by HTTP: what waits, when it is tried, what is sent and where to. */
@NullMarked
package io.chokepoint.notifier.http;

import org.jspecify.annotations.NullMarked;
