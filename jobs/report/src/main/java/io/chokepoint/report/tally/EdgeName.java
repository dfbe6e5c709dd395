package io.chokepoint.report.tally;

import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;

/**
 * Which edge is meant.
 *
 * @param path name of its path
 * @param kind a step, or a funnel edge from the entry
 * @param from stage at which it starts
 * @param to stage at which it ends
 */
public record EdgeName(String path, ConversionEdge kind, String from, String to) {

  static EdgeName of(ConversionRow row) {
    return new EdgeName(row.getPath(), row.getEdge(), row.getFrom(), row.getTo());
  }
}
