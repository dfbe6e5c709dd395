package io.chokepoint.datagen.scenario;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happens in a scenario. Which of the measures mean something is up to the {@link
 * Kind}; the others have the value that changes nothing.
 *
 * @param kind what happens
 * @param layer the layer where it happens: that of the stage or topic
 * @param path name of the stage's path, or null where it is on a topic
 * @param stage name of the stage, or null where it is on a topic
 * @param topic the topic, or null where it is at a stage
 * @param segment the part of the network that is hit, or null for all of it
 * @param course when
 * @param share how much of what could be hit, in [0, 1]
 * @param factor how many times what it was, above 0
 * @param delayMillis how much later, in ms, at least 0
 * @param reason the reason that refusals give, or null for the usual mix
 * @param silently the share of the losses that leaves no event, in [0, 1]
 * @param withheld what becomes of the events of a silent topic
 */
public record Effect(
    Kind kind,
    @Nullable String layer,
    @Nullable String path,
    @Nullable String stage,
    @Nullable String topic,
    @Nullable Segment segment,
    Course course,
    double share,
    double factor,
    long delayMillis,
    @Nullable String reason,
    double silently,
    Withheld withheld) {

  /** What becomes of the events of a topic while it is silent. */
  public enum Withheld {
    /** They are never delivered: what would have written them was down. */
    LOST,
    /** They are delivered when the silence ends: the way to the broker was down. */
    HELD
  }

  /** Whether it is at that stage. */
  public boolean isAt(String path, String stage) {
    return path.equals(this.path) && stage.equals(this.stage);
  }

  /** Whether it is on that topic. */
  public boolean isOn(String topic) {
    return topic.equals(this.topic);
  }

  /**
   * Whether it loses no demand at any stage: who finds one there finds what is not there. A surge
   * may saturate nodes, and is quiet only while it does not.
   */
  public boolean isQuiet() {
    return switch (kind) {
      case TRAFFIC_SURGE, TRAFFIC_SLUMP, MIX_SHIFT, LATE_TOPIC, DUPLICATE_DELIVERY -> true;
      case SILENT_TOPIC -> withheld == Withheld.HELD;
      default -> false;
    };
  }

  /** Where it is, for people: {@code request/paid}, or the topic. */
  public String place() {
    return topic != null ? topic : path + "/" + stage;
  }
}
