package io.chokepoint.bench.scale;

/** How much of the job a case runs. */
public enum Extent {
  /** Routing, exchange, journeys: all that grows with what is open. */
  JOURNEYS,
  /** And cohort tables, detection, diagnosis: what grows with segments. */
  WHOLE
}
