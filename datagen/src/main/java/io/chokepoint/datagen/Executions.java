package io.chokepoint.datagen;

import java.util.function.BiConsumer;

/**
 * What nodes do with requests: run as many as they have slots, let others wait, give up who waits
 * too long. So saturation shows as queueing first, then as timeouts, then as refusals by the
 * router.
 */
final class Executions {
  /** A node lets so many wait for each slot: more than any patience would see served. */
  private static final int WAITING_A_SLOT = 40;

  private static final Outcome TIMEOUT = new Outcome(Outcome.Ending.REFUSED, "timeout");
  private static final Outcome NODE_LOST = new Outcome(Outcome.Ending.REFUSED, "node_lost");

  private final World world;
  private final StepChance chance;
  private final Capacity capacity;
  private final BiConsumer<Request, Outcome> ended;

  /**
   * @param ended takes each request when its execution is over, and how it ended
   */
  Executions(
      World world,
      Nodes nodes,
      StepChance chance,
      Capacity capacity,
      BiConsumer<Request, Outcome> ended) {
    this.world = world;
    this.chance = chance;
    this.capacity = capacity;
    this.ended = ended;
    nodes.onFailure(this::dropQueue);
  }

  /** Whether a node has no place left for a request, not even to wait. */
  boolean isFull(Node node) {
    boolean isFull = node.queued >= WAITING_A_SLOT * node.slots;
    if (isFull) {
      capacity.lost(node);
    }
    return isFull;
  }

  /** A request has come to a node. */
  void begin(Request request, Node node) {
    Outcome outcome = chance.ofRequest(request);
    // A node works as long on what is lost without a word as on what it finishes.
    Execution execution = new Execution(request, node, outcome, chance.lagMillis(request));
    if (node.queued == 0 && node.busy < capacity.slots(node)) {
      run(execution);
      return;
    }
    node.queue.add(execution);
    node.queued++;
    world.agenda.in(world.timing.queueMillis(), () -> giveUp(execution));
    fillSlots(node);
  }

  private void run(Execution execution) {
    Node node = execution.node;
    execution.state = Execution.State.RUNNING;
    execution.failuresAtStart = node.failed ? -1 : node.failures;
    node.busy++;
    long deadlineMillis = execution.request.routedMillis + world.timing.gatewayMillis();
    long leftMillis = deadlineMillis - world.nowMillis();
    world.agenda.in(Math.min(execution.workMillis, leftMillis), () -> finish(execution));
  }

  private void finish(Execution execution) {
    Node node = execution.node;
    execution.state = Execution.State.OVER;
    node.busy--;
    long ranUntilMillis = execution.request.routedMillis + world.timing.gatewayMillis();
    if (execution.failuresAtStart != node.failures) {
      ended.accept(execution.request, NODE_LOST);
    } else if (world.nowMillis() >= ranUntilMillis) {
      ended.accept(execution.request, TIMEOUT);
    } else {
      ended.accept(execution.request, execution.outcome);
    }
    fillSlots(node);
  }

  private void giveUp(Execution execution) {
    if (execution.state == Execution.State.WAITING) {
      leaveQueue(execution);
      capacity.lost(execution.node);
      ended.accept(execution.request, TIMEOUT);
    }
  }

  private void fillSlots(Node node) {
    int slots = capacity.slots(node);
    while (node.busy < slots) {
      Execution next = node.queue.poll();
      if (next == null) {
        return;
      }
      if (next.state == Execution.State.WAITING) {
        node.queued--;
        run(next);
      }
    }
  }

  private void dropQueue(Node node) {
    for (Execution execution : node.queue) {
      if (execution.state == Execution.State.WAITING) {
        leaveQueue(execution);
        ended.accept(execution.request, NODE_LOST);
      }
    }
    node.queue.clear();
  }

  private static void leaveQueue(Execution execution) {
    execution.state = Execution.State.OVER;
    execution.node.queued--;
  }
}
