package io.chokepoint.datagen;

import io.chokepoint.events.ExecutionEvent;
import io.chokepoint.events.ExecutionEventType;
import io.chokepoint.events.GatewayEvent;
import io.chokepoint.events.GatewayEventType;
import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.RequestEventType;
import io.chokepoint.events.RoutingEvent;
import io.chokepoint.events.RoutingEventType;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Requests from the user to the node: requested, admitted, routed, executed. */
final class Requests {
  /** A request pays for up to so many of its own cost: nobody offers the exact price. */
  private static final int PRICE_MARGIN = 2;

  private static final long MICROS_A_REQUEST = 500;
  private static final long MICROS_A_TOKEN = 2;
  private static final Lag INPUT_TOKENS = Lag.logNormal(600, 1, 32_000);
  private static final Lag OUTPUT_TOKENS = Lag.logNormal(250, 0.9, 4_096);
  private static final double STREAMING_SHARE = 0.6;

  /** What routing says when every node is disabled. */
  private static final Outcome NO_NODE = new Outcome(Outcome.Ending.REFUSED, "no_capacity");

  private final World world;
  private final Models models;
  private final Nodes nodes;
  private final Facilitator facilitator;
  private final Proofs proofs;
  private final Rewards rewards;
  private final SplittableRandom random;
  private final SplittableRandom tokens;

  Requests(
      World world,
      Models models,
      Nodes nodes,
      Facilitator facilitator,
      Proofs proofs,
      Rewards rewards) {
    this.world = world;
    this.models = models;
    this.nodes = nodes;
    this.facilitator = facilitator;
    this.proofs = proofs;
    this.rewards = rewards;
    random = world.streams.named("requests");
    tokens = world.streams.named("tokens");
  }

  /** A session asks once more. */
  void submit(Session session) {
    Request request = new Request(world.ids.id(), session, models.choose());
    facilitator.enters(session);
    RequestEvent event = new RequestEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(now());
    event.setType(RequestEventType.requested);
    event.setRequestId(request.id());
    event.setSessionId(session.id);
    event.setUserId(session.userId);
    event.setAppId(session.app.id());
    event.setModelId(request.model().id());
    event.setSettlement(session.settlement);
    event.setMode(session.mode);
    event.setMaxPrice(
        new Amount(PRICE_MARGIN * (MICROS_A_REQUEST + MICROS_A_TOKEN * INPUT_TOKENS.draw(random)))
            .text());
    event.setStreaming(random.nextDouble() < STREAMING_SHARE);
    world.happens(Topics.REQUESTS, request.id(), event);
    goesOn(session, Step.ADMIT, outcome -> admit(request, outcome));
  }

  private void admit(Request request, Outcome outcome) {
    GatewayEvent event = new GatewayEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(now());
    event.setType(outcome.isReached() ? GatewayEventType.admitted : GatewayEventType.refused);
    event.setRequestId(request.id());
    event.setAppId(request.session().app.id());
    event.setReason(outcome.reason());
    world.happens(Topics.GATEWAY, request.id(), event);
    if (outcome.isReached()) {
      goesOn(request.session(), Step.ROUTE, next -> route(request, next));
    } else {
      facilitator.leaves(request.session());
    }
  }

  private void route(Request request, Outcome drawn) {
    Node node = drawn.isReached() ? nodes.choose() : null;
    Outcome outcome = drawn.isReached() && node == null ? NO_NODE : drawn;
    RoutingEvent event = new RoutingEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(now());
    event.setType(node == null ? RoutingEventType.unroutable : RoutingEventType.routed);
    event.setRequestId(request.id());
    event.setModelId(request.model().id());
    event.setNodeId(node == null ? null : node.id);
    event.setReason(outcome.reason());
    world.happens(Topics.ROUTING, request.id(), event);
    if (node == null) {
      facilitator.leaves(request.session());
    } else {
      node.busy++;
      executes(request, node);
    }
  }

  private void executes(Request request, Node node) {
    Outcome outcome = world.outcome(Step.EXECUTE);
    long lagMillis = world.lagMillis(Step.EXECUTE);
    // A node works as long on what is lost without a word as on what it finishes.
    world.agenda.in(lagMillis, () -> executed(request, node, outcome));
  }

  private void executed(Request request, Node node, Outcome outcome) {
    Session session = request.session();
    node.busy--;
    if (!outcome.isSilent()) {
      long inputTokens = INPUT_TOKENS.draw(tokens);
      long outputTokens = OUTPUT_TOKENS.draw(tokens);
      Amount cost =
          outcome.isReached()
              ? new Amount(MICROS_A_REQUEST + MICROS_A_TOKEN * (inputTokens + outputTokens))
              : Amount.ZERO;
      @Nullable String rewardGroup = outcome.isReached() ? rewards.works(node, cost) : null;
      ExecutionEvent event = new ExecutionEvent();
      event.setEventId(world.ids.id());
      event.setEventTime(now());
      event.setType(outcome.isReached() ? ExecutionEventType.completed : ExecutionEventType.failed);
      event.setRequestId(request.id());
      event.setSessionId(session.id);
      event.setNodeId(node.id);
      event.setModelId(request.model().id());
      event.setRewardGroup(rewardGroup);
      event.setInputTokens(inputTokens);
      event.setOutputTokens(outcome.isReached() ? outputTokens : 0);
      event.setFinishReason(
          outcome.isReached()
              ? outputTokens == OUTPUT_TOKENS.maxMillis() ? "length" : "stop"
              : "error");
      event.setRequestHash(world.ids.hash());
      if (outcome.isReached()) {
        event.setOutputHash(world.ids.hash());
        event.setTeeSignature(world.ids.signature());
        session.completed++;
        session.lastCompletedMillis = world.nowMillis();
        session.cost = session.cost.plus(cost);
      }
      event.setCost(cost.text());
      event.setReason(outcome.reason());
      world.happens(Topics.EXECUTIONS, request.id(), event);
    }
    facilitator.leaves(session);
    if (outcome.isReached()) {
      proofs.executed(request, node);
    }
  }

  private void goesOn(Session session, Step step, Consumer<Outcome> what) {
    Outcome outcome = world.outcome(step);
    long lagMillis = world.lagMillis(step);
    if (outcome.isSilent()) {
      facilitator.leaves(session);
    } else {
      world.agenda.in(lagMillis, () -> what.accept(outcome));
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(world.nowMillis());
  }
}
