@NullMarked
package io.chokepoint.evaluation;

import org.jspecify.annotations.NullMarked;
