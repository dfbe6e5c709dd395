package io.chokepoint.bench.state;

/** How far the open journeys have come. */
public enum Fill {
  /** Their entry alone. */
  ENTERED("just entered"),
  /** The first half of the stages. */
  HALF_WAY("half way"),
  /** Every stage. */
  COMPLETE("all stages");

  private final String words;

  Fill(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
