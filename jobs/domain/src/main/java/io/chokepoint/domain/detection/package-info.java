/**
 * Detection: what an edge usually does, and when it has stopped doing so. Evidence in, the state of
 * the edge out; no diagnosis.
 */
@NullMarked
package io.chokepoint.domain.detection;

import org.jspecify.annotations.NullMarked;
