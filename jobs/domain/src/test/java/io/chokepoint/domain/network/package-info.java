@NullMarked
package io.chokepoint.domain.network;

import org.jspecify.annotations.NullMarked;
