/** Events as JSON objects. */
@NullMarked
package io.chokepoint.bottleneck.io.json;

import org.jspecify.annotations.NullMarked;
