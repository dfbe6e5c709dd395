/** What travels between the operators, each type with its own serializer. */
@NullMarked
package io.chokepoint.bottleneck.record;

import org.jspecify.annotations.NullMarked;
