@NullMarked
package io.chokepoint.bottleneck.io.json;

import org.jspecify.annotations.NullMarked;
