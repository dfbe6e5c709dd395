package io.chokepoint.datagen;

/** A request at a node: waiting for a slot, running, or over. */
final class Execution {
  /** Where it is. */
  enum State {
    WAITING,
    RUNNING,
    OVER
  }

  final Request request;
  final Node node;
  final Outcome outcome;

  /** How long it holds its slot, in ms. */
  final long workMillis;

  State state = State.WAITING;

  /** The node's count of failures when it began to run. */
  int failuresAtStart;

  Execution(Request request, Node node, Outcome outcome, long workMillis) {
    this.request = request;
    this.node = node;
    this.outcome = outcome;
    this.workMillis = workMillis;
  }
}
