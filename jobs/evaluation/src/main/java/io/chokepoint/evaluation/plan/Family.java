package io.chokepoint.evaluation.plan;

import java.util.Locale;

/** A kind of case, a row of the table. */
public enum Family {
  /** Nothing is wrong, whatever traffic and telemetry do. */
  QUIET("nothing is wrong: rhythm, bursts, slumps, batches, restarts of telemetry"),
  /** Conversion falls at a stage, for all or for one application or model. */
  LOSSY("a stage loses 10 to 95 % of what reaches it"),
  /** Nobody gets through a stage. */
  TOTAL("a stage loses everything"),
  /** A topic says nothing, and what it would have said is lost. */
  SILENT("a topic says nothing for a while"),
  /** Telemetry stops and then comes at once, in the order of delivery and topic by topic. */
  RESTART("telemetry is held back, late and doubled, as a job on Kafka sees it"),
  /** A step takes longer, within its horizon. */
  SLOW("a step takes longer, and loses nothing"),
  /** Traffic grows by 40 % while a stage goes from 0.90 to 0.70. */
  GROWTH("traffic +40 % while a stage goes from 0.90 to 0.70"),
  /** Traffic falls, and a stage loses as well. */
  SLUMP("a stage loses while traffic falls"),
  /** Losses where one event settles many, before very irregular traffic. */
  BATCH("a batched stage loses before irregular traffic"),
  /** Two stages lose at once. */
  TWO("two stages lose at once"),
  /** Most of the nodes' slots are gone. */
  CAPACITY("most slots of the nodes are gone"),
  /** One node of many loses everything: less than a tenth of its stage. */
  NODE("one node of many loses everything"),
  /** One incident of each of the most important kinds: for every build. */
  MEDLEY("a loss, a total loss, a silent topic and a slow step, one after the other"),
  /** Losses where the horizon is 15 minutes. */
  HORIZON_15M("a stage loses, its horizon is 15 minutes"),
  /** The same where it is two hours. */
  HORIZON_2H("the same, its horizon is 2 hours"),
  /** The same where it is a day. */
  HORIZON_24H("the same, its horizon is 24 hours");

  private final String sentence;

  Family(String sentence) {
    this.sentence = sentence;
  }

  /** What its cases are, for people. */
  public String sentence() {
    return sentence;
  }

  /**
   * Whether the job gets each topic by itself and in the order of delivery, as from Kafka; else
   * sorted by event time, as from a recording, where nothing is late for anybody.
   */
  public boolean isLive() {
    return this == RESTART;
  }

  /** How it is written: {@code horizon-15m}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
