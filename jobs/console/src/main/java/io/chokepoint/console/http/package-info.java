/** The page and the API over HTTP, and who may have them. */
@NullMarked
package io.chokepoint.console.http;

import org.jspecify.annotations.NullMarked;
