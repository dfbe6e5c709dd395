/** What the page and the API show of the memory, at a time and for a segment. */
@NullMarked
package io.chokepoint.console.view;

import org.jspecify.annotations.NullMarked;
