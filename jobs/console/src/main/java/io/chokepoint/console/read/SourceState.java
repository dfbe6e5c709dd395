package io.chokepoint.console.read;

import org.jspecify.annotations.Nullable;

/**
 * How things are where the results come from.
 *
 * @param kind what can be said of it
 * @param since when it became so, in ms since 1970 on this machine's clock
 * @param message in words for people; empty where there is nothing to say
 * @param behind how many messages are still to be read; null where that is not known
 * @param unreadable messages that were no results that this release can read
 */
public record SourceState(
    Kind kind, long since, String message, @Nullable Long behind, long unreadable) {

  /** What can be said of a source. */
  public enum Kind {
    /** What is there is still being read. */
    READING,
    /** Everything has been read, and what comes is read at once. */
    LIVE,
    /** There are no result topics yet. */
    WAITING,
    /** The brokers do not answer; what was read stays. */
    AWAY,
    /** It is a recording: all there is has been read, and nothing comes. */
    RECORDING
  }
}
