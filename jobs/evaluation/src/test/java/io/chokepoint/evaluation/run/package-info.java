@NullMarked
package io.chokepoint.evaluation.run;

import org.jspecify.annotations.NullMarked;
