@NullMarked
package io.chokepoint.report.tally;

import org.jspecify.annotations.NullMarked;
