/** What the clients of a Kafka broker are told beyond its address. */
@NullMarked
package io.chokepoint.domain.broker;

import org.jspecify.annotations.NullMarked;
