package io.chokepoint.bench.ladder;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two contenders whose events per CPU second are compared.
 *
 * @param of the numerator
 * @param to the denominator
 * @param aim the ratio that is aimed at; null where there is none
 * @param beyond the ratio that would be better still; null likewise
 */
public record Comparison(
    Contender of, Contender to, @Nullable Double aim, @Nullable Double beyond) {

  /** Those of the ladder, the cheap ones first. */
  public static final List<Comparison> ALL =
      List.of(
          new Comparison(Contender.BYTES, Contender.R0, null, null),
          new Comparison(Contender.R1, Contender.BYTES, 0.80, 0.90),
          new Comparison(Contender.R2, Contender.R1, null, null),
          new Comparison(Contender.R3, Contender.R1, 0.45, 0.55),
          new Comparison(Contender.R4, Contender.R3, null, null),
          new Comparison(Contender.R5, Contender.R1, 0.35, 0.45),
          new Comparison(Contender.REQUEST, Contender.INTERVALS, null, null),
          new Comparison(Contender.REQUEST, Contender.SQL, 5.0, 10.0),
          new Comparison(Contender.REQUEST, Contender.STREAMS, 3.0, 6.0));

  /** The one that it is about: the peer, else the rung. */
  public Contender subject() {
    return to.isPeer() ? to : of;
  }

  /** As tables name it. */
  public String name() {
    return of.id() + " / " + to.id();
  }
}
