/** Diagnosis: which stage is the bottleneck, and what it costs. */
@NullMarked
package io.chokepoint.domain.diagnosis;

import org.jspecify.annotations.NullMarked;
