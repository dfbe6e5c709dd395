/** What is evaluated: seeded streams with incidents in them, and quiet ones. */
@NullMarked
package io.chokepoint.evaluation.plan;

import org.jspecify.annotations.NullMarked;
