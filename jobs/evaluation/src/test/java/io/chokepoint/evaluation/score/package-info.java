@NullMarked
package io.chokepoint.evaluation.score;

import org.jspecify.annotations.NullMarked;
