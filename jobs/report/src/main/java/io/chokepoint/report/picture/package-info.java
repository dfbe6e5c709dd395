/** What the report's pictures show, with the places of all marks worked out. */
@NullMarked
package io.chokepoint.report.picture;

import org.jspecify.annotations.NullMarked;
