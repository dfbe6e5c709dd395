@NullMarked
package io.chokepoint.report;

import org.jspecify.annotations.NullMarked;
