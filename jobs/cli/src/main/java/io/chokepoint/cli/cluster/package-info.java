/**
 * A Flink cluster of separate processes on this machine, started from the libraries of the
 * launcher: no distribution, no container engine.
 */
@NullMarked
package io.chokepoint.cli.cluster;

import org.jspecify.annotations.NullMarked;
