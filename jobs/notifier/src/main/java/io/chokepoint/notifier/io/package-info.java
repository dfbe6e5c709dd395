/** The ends of the job in Kafka, and the log. */
@NullMarked
package io.chokepoint.notifier.io;

import org.jspecify.annotations.NullMarked;
