/** The request path's funnel, written for other engines as their own experts would. */
@NullMarked
package io.chokepoint.bench.ladder.peers;

import org.jspecify.annotations.NullMarked;
