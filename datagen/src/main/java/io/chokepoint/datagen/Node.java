package io.chokepoint.datagen;

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
  int busy;
  boolean enabled;
  @Nullable EpochWork epoch;

  Node(
      int index,
      String id,
      String owner,
      String teeType,
      String region,
      String pcrHash,
      int slots) {
    this.index = index;
    this.id = id;
    this.owner = owner;
    this.teeType = teeType;
    this.region = region;
    this.pcrHash = pcrHash;
    this.slots = slots;
    endpoint = "https://node-" + index + "." + region + ".inference.example";
  }
}
