/** A headless browser for the tests of pages. */
@NullMarked
package io.chokepoint.cli.browser;

import org.jspecify.annotations.NullMarked;
