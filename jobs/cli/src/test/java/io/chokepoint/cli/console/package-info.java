@NullMarked
package io.chokepoint.cli.console;

import org.jspecify.annotations.NullMarked;
