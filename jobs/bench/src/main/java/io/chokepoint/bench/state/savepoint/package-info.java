/**
 * Reads the entries of savepoints. The one package here that uses Flink's internals: Flink offers
 * no other way to count the bytes of an entry as they are stored, by key, value and timer.
 */
@NullMarked
package io.chokepoint.bench.state.savepoint;

import org.jspecify.annotations.NullMarked;
