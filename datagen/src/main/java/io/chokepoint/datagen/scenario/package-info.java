/**
 * Scenarios: what happens to a simulated network, read from YAML and checked whole, the library of
 * named ones, and the truth about a run that a diagnosis of its stream is held against.
 */
@NullMarked
package io.chokepoint.datagen.scenario;

import org.jspecify.annotations.NullMarked;
