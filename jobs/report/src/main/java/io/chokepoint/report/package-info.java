/** The report of a run over a recording: what it takes, and the page that comes of it. */
@NullMarked
package io.chokepoint.report;

import org.jspecify.annotations.NullMarked;
