package io.chokepoint.console.memory;

import io.chokepoint.results.ConversionEdge;

/**
 * An edge of a network.
 *
 * @param path path on which it lies
 * @param kind step or funnel
 * @param from stage at which it starts
 * @param to stage at which it ends
 */
public record EdgeKey(String path, ConversionEdge kind, String from, String to) {}
