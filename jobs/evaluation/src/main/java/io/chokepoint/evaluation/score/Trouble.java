package io.chokepoint.evaluation.score;

/** What an episode says is wrong. */
public enum Trouble {
  /** Conversions are lost. */
  LOSSY,
  /** They come late. */
  SLOW,
  /** They do not come; slow or lost is not yet known. */
  STALLED,
  /** A topic says nothing. */
  SILENT
}
