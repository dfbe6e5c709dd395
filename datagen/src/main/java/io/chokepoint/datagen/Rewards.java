package io.chokepoint.datagen;

import io.chokepoint.events.RewardEvent;
import io.chokepoint.events.RewardEventType;
import java.time.Instant;

/** Rewards each node for each epoch, once the sessions of the epoch are settled. */
final class Rewards {
  /** Nodes get this share of what users pay. */
  private static final double NODE_SHARE = 0.8;

  /** An execution count at which a node's score is one half. */
  private static final double HALF_SCORE = 10;

  private final World world;
  private final StepChance rewarding;

  Rewards(World world, StepChance rewarding) {
    this.world = world;
    this.rewarding = rewarding;
  }

  /**
   * A node has completed an execution.
   *
   * @return the group that is rewarded together
   */
  String works(Request request, Amount cost) {
    Node node = request.routedNode();
    long epoch = Math.floorDiv(world.nowMillis(), Timing.EPOCH_MILLIS);
    EpochWork work = node.epoch;
    if (work == null || work.epoch != epoch) {
      EpochWork begun = new EpochWork(node, epoch, request);
      long endMillis = Math.multiplyExact(epoch + 1, Timing.EPOCH_MILLIS);
      world.agenda.at(
          endMillis + world.timing.settlingMillis(), () -> decide(node, begun, endMillis));
      node.epoch = begun;
      work = begun;
    }
    work.last = request;
    work.executions++;
    work.cost = work.cost.plus(cost);
    return work.rewardGroup;
  }

  private void decide(Node node, EpochWork work, long epochEndMillis) {
    // Sessions of the epoch are paid around its end: an incident counts as of then.
    Outcome outcome = rewarding.ofGroup(epochEndMillis, work.last, work.executions);
    long lagMillis = rewarding.lagMillis(work.last, epochEndMillis, work.executions);
    if (!outcome.isSilent()) {
      world.agenda.in(lagMillis, () -> reward(node, work, outcome));
    }
  }

  private void reward(Node node, EpochWork work, Outcome outcome) {
    RewardEvent event = new RewardEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(Instant.ofEpochMilli(world.nowMillis()));
    event.setType(outcome.isReached() ? RewardEventType.distributed : RewardEventType.withheld);
    event.setNodeId(node.id);
    event.setRewardGroup(work.rewardGroup);
    event.setEpoch(work.epoch);
    event.setAmount(
        outcome.isReached() ? new Amount((long) (work.cost.micros() * NODE_SHARE)).text() : "0");
    event.setScore(work.executions / (work.executions + HALF_SCORE));
    event.setReason(outcome.reason());
    world.happens(Topics.REWARDS, node.id, event);
  }
}
