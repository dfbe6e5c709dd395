/**
 * Seeded simulator of an inference network: walks a network file and yields the events of all its
 * topics in event-time order.
 */
@NullMarked
package io.chokepoint.datagen;

import org.jspecify.annotations.NullMarked;
