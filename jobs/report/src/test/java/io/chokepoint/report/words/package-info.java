@NullMarked
package io.chokepoint.report.words;

import org.jspecify.annotations.NullMarked;
