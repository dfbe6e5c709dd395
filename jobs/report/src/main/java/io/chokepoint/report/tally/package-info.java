/** The rows of a run, summed over cohorts as the report needs them. */
@NullMarked
package io.chokepoint.report.tally;

import org.jspecify.annotations.NullMarked;
