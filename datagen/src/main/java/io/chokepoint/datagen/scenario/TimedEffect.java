package io.chokepoint.datagen.scenario;

/** An effect in a run: how much of it there is at an event time. Immutable and cheap to ask. */
public final class TimedEffect {
  private final int index;
  private final Effect effect;
  private final long startMillis;
  private final long onsetMillis;
  private final long endMillis;

  TimedEffect(int index, Effect effect, long startMillis) {
    this.index = index;
    this.effect = effect;
    this.startMillis = startMillis;
    onsetMillis = Math.addExact(startMillis, effect.course().onsetMillis());
    endMillis =
        effect.course().ends()
            ? Math.addExact(startMillis, effect.course().endMillis())
            : Course.FOREVER;
  }

  /** Its place in the list of the scenario, by which {@link Toll} counts. */
  public int index() {
    return index;
  }

  /** What it is. */
  public Effect effect() {
    return effect;
  }

  /** Event time at which it begins, in ms. */
  public long onsetMillis() {
    return onsetMillis;
  }

  /** Event time from which it is over, in ms; {@link Course#FOREVER} where it outlasts the run. */
  public long endMillis() {
    return endMillis;
  }

  /** Whether anything of it is felt at an event time. */
  public boolean covers(long eventTimeMillis) {
    return eventTimeMillis >= onsetMillis && eventTimeMillis < endMillis;
  }

  /** How strong it is at an event time, in [0, 1]: {@link Course#strength(long)}. */
  public double strength(long eventTimeMillis) {
    return covers(eventTimeMillis) ? effect.course().strength(eventTimeMillis - startMillis) : 0;
  }

  /** The share that it hits at an event time: the effect's, in the measure of its strength. */
  public double share(long eventTimeMillis) {
    return effect.share() * strength(eventTimeMillis);
  }

  /** By how much it multiplies at an event time: 1 while it is not, the effect's at full. */
  public double factor(long eventTimeMillis) {
    return 1 + (effect.factor() - 1) * strength(eventTimeMillis);
  }

  /** By how much it delays at an event time, in ms. */
  public long delayMillis(long eventTimeMillis) {
    return (long) (effect.delayMillis() * strength(eventTimeMillis));
  }
}
