/** Numbers, durations and times as the report writes them. */
@NullMarked
package io.chokepoint.report.words;

import org.jspecify.annotations.NullMarked;
