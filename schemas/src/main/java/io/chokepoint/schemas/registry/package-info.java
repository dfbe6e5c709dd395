/**
 * The wire format of records whose schemas are kept in a schema registry of Confluent's protocol,
 * and a client of such a registry.
 */
@NullMarked
package io.chokepoint.schemas.registry;

import org.jspecify.annotations.NullMarked;
