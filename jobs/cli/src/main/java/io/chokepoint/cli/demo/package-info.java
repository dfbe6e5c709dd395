/** The demonstration: a network, its broker and its job on one laptop, in fast motion. */
@NullMarked
package io.chokepoint.cli.demo;

import org.jspecify.annotations.NullMarked;
