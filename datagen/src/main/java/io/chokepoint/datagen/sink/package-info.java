/** Where simulated events go: Kafka, Avro container files, lines of JSON. */
@NullMarked
package io.chokepoint.datagen.sink;

import org.jspecify.annotations.NullMarked;
