@NullMarked
package io.chokepoint.evaluation.plan;

import org.jspecify.annotations.NullMarked;
