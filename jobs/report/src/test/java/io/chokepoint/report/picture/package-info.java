@NullMarked
package io.chokepoint.report.picture;

import org.jspecify.annotations.NullMarked;
