@NullMarked
package io.chokepoint.domain;

import org.jspecify.annotations.NullMarked;
