package io.chokepoint.datagen;

/** What a node did in an epoch, for which it is rewarded as a whole. */
final class EpochWork {
  final long epoch;

  /** Names the node's epoch in executions and rewards. */
  final String rewardGroup;

  int executions;
  Amount cost = Amount.ZERO;

  EpochWork(Node node, long epoch) {
    this.epoch = epoch;
    rewardGroup = node.id + ":" + epoch;
  }
}
