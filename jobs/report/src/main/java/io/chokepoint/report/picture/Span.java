package io.chokepoint.report.picture;

/**
 * A stretch of a picture's width.
 *
 * @param x its left end, for example {@code 12.5%}
 * @param width how wide it is, likewise
 * @param label what it is, in words
 */
public record Span(String x, String width, String label) {}
