package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.diagnosis.Accusation.Kind;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A step in alarm, or a topic that is silent.
 *
 * @param path index of the path
 * @param stage index of the stage at which the step ends; of a silent topic the first that is its
 * @param topic index of the silent topic; {@link #NOT_SILENT} for an alarm
 * @param kind what is wrong
 * @param onset event time since which, in ms
 * @param openedAt when it was found, in ms; of a silent topic its onset
 * @param status the status of the step
 * @param trouble its alarm; null for a silent topic
 * @param lost what it costs; null for a silent topic
 * @param segments where the loss lies; null where that is not known
 */
record Suspect(
    int path,
    int stage,
    int topic,
    Kind kind,
    long onset,
    long openedAt,
    EdgeStatus status,
    EdgeStatus.@Nullable Trouble trouble,
    @Nullable LostDemand lost,
    @Nullable SegmentFinding segments) {

  static final int NOT_SILENT = -1;

  /**
   * The costliest for certain first: by the lower bound of the lost demand, then by the demand lost
   * an hour, then in the order of the network.
   */
  static final Comparator<Suspect> COSTLIEST_FIRST =
      Comparator.comparingDouble((Suspect s) -> s.lost == null ? 0 : -s.lost.units().low())
          .thenComparingDouble(s -> s.lost == null ? 0 : -s.lost.unitsPerHour().value())
          .thenComparingInt(Suspect::path)
          .thenComparingInt(Suspect::stage);

  /** Of one evaluation: there, a step has one alarm at most, and a topic one silence. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Suspect suspect
        && path == suspect.path
        && stage == suspect.stage
        && topic == suspect.topic;
  }

  @Override
  public int hashCode() {
    return (path * 31 + stage) * 31 + topic;
  }

  boolean isSilence() {
    return topic != NOT_SILENT;
  }

  /** What tells this trouble of the step from another; a topic has but one silence at a time. */
  long troubleAt() {
    return isSilence() ? topic : openedAt;
  }

  /** Whether this had both begun and been found before another. */
  boolean precedes(Suspect other) {
    return onset < other.onset && openedAt < other.openedAt;
  }

  /** Whether it is known, from the counts of segments, that not one entrant has converted. */
  boolean isTotal() {
    return trouble != null
        && !trouble.segments().isEmpty()
        && trouble.segments().stream().allMatch(segment -> segment.converted() <= 0);
  }

  /** Whether a shift of traffic between segments explains at least half of the drop. */
  boolean isShiftOfTraffic() {
    return segments != null
        && segments.splits().stream()
            .anyMatch(split -> split.change() < 0 && split.mixChange() <= split.change() / 2);
  }
}
