/** What a laptop lends to the job: a Kafka broker, a Flink mini cluster, ports and a folder. */
@NullMarked
package io.chokepoint.cli.local;

import org.jspecify.annotations.NullMarked;
