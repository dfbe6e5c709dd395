package io.chokepoint.datagen;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A compute node and what it is doing. */
final class Node {
  final int index;
  final String id;
  final String owner;
  final String teeType;
  final String endpoint;
  final String region;
  final String pcrHash;
  final int slots;

  /** How far its clock is ahead, in ms; negative where it is behind. */
  final long skewMillis;

  /** Executions that hold a slot. */
  int busy;

  /** Executions that wait for a slot; those given up leave when their turn comes. */
  final Queue<Execution> queue = new ArrayDeque<>();

  /** How many of the queue have not given up. */
  int queued;

  /** Whether the router gives it work. */
  boolean enabled;

  /** Whether it has failed: nothing that it has comes to an end. */
  boolean failed;

  /** How often it has failed: what was begun before the last time is lost. */
  int failures;

  @Nullable EpochWork epoch;

  Node(
      int index,
      String id,
      String owner,
      String teeType,
      String region,
      String pcrHash,
      int slots,
      long skewMillis) {
    this.index = index;
    this.id = id;
    this.owner = owner;
    this.teeType = teeType;
    this.region = region;
    this.pcrHash = pcrHash;
    this.slots = slots;
    this.skewMillis = skewMillis;
    endpoint = "https://node-" + index + "." + region + ".inference.example";
  }

  /** How full it is: executions for each slot. */
  double load(int slotsNow) {
    return (busy + queued) / Math.max(slotsNow, 0.5);
  }
}
