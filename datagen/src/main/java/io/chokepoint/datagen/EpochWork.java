package io.chokepoint.datagen;

/** What a node did in an epoch, for which it is rewarded as a whole. */
final class EpochWork {
  final long epoch;

  /** Names the node's epoch in executions and rewards. */
  final String rewardGroup;

  /** The last request of it, which stands for all. */
  Request last;

  int executions;
  Amount cost = Amount.ZERO;

  EpochWork(Node node, long epoch, Request first) {
    this.epoch = epoch;
    last = first;
    rewardGroup = node.id + ":" + epoch;
  }
}
