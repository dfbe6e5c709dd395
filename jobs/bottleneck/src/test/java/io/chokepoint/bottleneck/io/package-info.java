@NullMarked
package io.chokepoint.bottleneck.io;

import org.jspecify.annotations.NullMarked;
