/** What single parts of the job cost, an event at a time, by JMH. */
@NullMarked
package io.chokepoint.bench.micro;

import org.jspecify.annotations.NullMarked;
