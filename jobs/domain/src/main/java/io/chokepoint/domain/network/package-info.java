/**
 * The network file: what a network's topics, paths, stages and ring are, loaded and checked whole.
 */
@NullMarked
package io.chokepoint.domain.network;

import org.jspecify.annotations.NullMarked;
