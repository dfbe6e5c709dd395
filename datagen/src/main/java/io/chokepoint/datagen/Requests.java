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

/** Requests from the user to the node: requested, admitted, routed, executed. */
final class Requests {
  /** A request pays for up to so many of its own cost: nobody offers the exact price. */
  private static final int PRICE_MARGIN = 2;

  private static final long MICROS_A_REQUEST = 500;
  private static final long MICROS_A_TOKEN = 2;
  private static final Lag INPUT_TOKENS = Lag.logNormal(600, 1, 32_000);
  private static final Lag OUTPUT_TOKENS = Lag.logNormal(250, 0.9, 4_096);
  private static final double STREAMING_SHARE = 0.6;

  /** What routing says when no node takes the request. */
  private static final Outcome NO_NODE = new Outcome(Outcome.Ending.REFUSED, "no_capacity");

  private final World world;
  private final Models models;
  private final Demand demand;
  private final Admission admission;
  private final Router router;
  private final Executions executions;
  private final StepChance admitting;
  private final StepChance routing;
  private final Facilitator facilitator;
  private final Proofs proofs;
  private final Rewards rewards;
  private final SplittableRandom random;
  private final SplittableRandom tokens;

  Requests(
      World world,
      Entities simulated,
      Demand demand,
      Chances chances,
      Facilitator facilitator,
      Proofs proofs,
      Rewards rewards) {
    this.world = world;
    this.models = simulated.models();
    this.demand = demand;
    this.facilitator = facilitator;
    this.proofs = proofs;
    this.rewards = rewards;
    admission = new Admission(world, simulated.applications());
    Capacity capacity = new Capacity(world, simulated.nodes().all(), simulated);
    router = new Router(world, simulated.nodes(), capacity, simulated);
    executions =
        new Executions(
            world, simulated.nodes(), chances.of(Step.EXECUTE), capacity, this::executed);
    admitting = chances.of(Step.ADMIT);
    routing = chances.of(Step.ROUTE);
    random = world.streams.named("requests");
    tokens = world.streams.named("tokens");
  }

  /** A session asks once more. */
  void submit(Session session) {
    int model = model(session);
    if (demand.takesAway(Dimensions.MODEL, model, random)) {
      return;
    }
    Request request = new Request(world.ids.id(), session, model, models.catalog().get(model).id());
    session.asked++;
    facilitator.enters(session);
    RequestEvent event = new RequestEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(now());
    event.setType(RequestEventType.requested);
    event.setRequestId(request.id);
    event.setSessionId(session.id);
    event.setUserId(session.user.id);
    event.setAppId(session.appId);
    event.setModelId(request.modelId);
    event.setSettlement(session.settlement);
    event.setMode(session.mode);
    event.setMaxPrice(
        new Amount(PRICE_MARGIN * (MICROS_A_REQUEST + MICROS_A_TOKEN * INPUT_TOKENS.draw(random)))
            .text());
    event.setStreaming(random.nextDouble() < STREAMING_SHARE);
    world.happens(Topics.REQUESTS, request.id, event);

    Outcome outcome = admitting.ofRequest(request);
    long lagMillis = admitting.lagMillis(request);
    if (outcome.isSilent()) {
      facilitator.leaves(session);
    } else {
      world.agenda.in(lagMillis, () -> admit(request, outcome));
    }
  }

  private int model(Session session) {
    Added added = session.added;
    return added != null && added.members().isOf(Dimensions.MODEL)
        ? models.catalog().chooseAmong(added.members())
        : models.catalog().choose();
  }

  private void admit(Request request, Outcome drawn) {
    Outcome limited = drawn.isReached() ? admission.refusal(request) : null;
    Outcome outcome = limited == null ? drawn : limited;
    GatewayEvent event = new GatewayEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(now());
    event.setType(outcome.isReached() ? GatewayEventType.admitted : GatewayEventType.refused);
    event.setRequestId(request.id);
    event.setAppId(request.session.appId);
    event.setReason(outcome.reason());
    world.happens(Topics.GATEWAY, request.id, event);
    if (!outcome.isReached()) {
      facilitator.leaves(request.session);
      return;
    }
    Outcome next = routing.ofRequest(request);
    long lagMillis = routing.lagMillis(request);
    if (next.isSilent()) {
      facilitator.leaves(request.session);
    } else {
      world.agenda.in(lagMillis, () -> route(request, next));
    }
  }

  private void route(Request request, Outcome drawn) {
    Node chosen = drawn.isReached() ? router.choose() : null;
    Node node = chosen == null || executions.isFull(chosen) ? null : chosen;
    Outcome outcome = drawn.isReached() && node == null ? NO_NODE : drawn;
    RoutingEvent event = new RoutingEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(now());
    event.setType(node == null ? RoutingEventType.unroutable : RoutingEventType.routed);
    event.setRequestId(request.id);
    event.setModelId(request.modelId);
    event.setNodeId(node == null ? null : node.id);
    event.setReason(outcome.reason());
    world.happens(Topics.ROUTING, request.id, event);
    if (node == null) {
      facilitator.leaves(request.session);
    } else {
      request.node = node;
      request.routedMillis = world.nowMillis();
      executions.begin(request, node);
    }
  }

  private void executed(Request request, Outcome outcome) {
    Session session = request.session;
    if (!outcome.isSilent()) {
      report(request, outcome);
    }
    facilitator.leaves(session);
    if (outcome.isReached()) {
      proofs.executed(request);
    }
  }

  private void report(Request request, Outcome outcome) {
    Session session = request.session;
    Node node = request.routedNode();
    long inputTokens = INPUT_TOKENS.draw(tokens);
    long outputTokens = OUTPUT_TOKENS.draw(tokens);
    // The gateway takes no time before the routing or in the future from the node's clock.
    long timeMillis =
        Math.max(
            request.routedMillis, Math.min(world.nowMillis(), world.nowMillis() + node.skewMillis));
    ExecutionEvent event = new ExecutionEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(Instant.ofEpochMilli(timeMillis));
    event.setRequestId(request.id);
    event.setSessionId(session.id);
    event.setNodeId(node.id);
    event.setModelId(request.modelId);
    event.setInputTokens(inputTokens);
    event.setRequestHash(world.ids.hash());
    event.setReason(outcome.reason());
    if (outcome.isReached()) {
      Amount cost = new Amount(MICROS_A_REQUEST + MICROS_A_TOKEN * (inputTokens + outputTokens));
      event.setType(ExecutionEventType.completed);
      event.setRewardGroup(rewards.works(request, cost));
      event.setOutputTokens(outputTokens);
      event.setFinishReason(outputTokens == OUTPUT_TOKENS.maxMillis() ? "length" : "stop");
      event.setOutputHash(world.ids.hash());
      event.setTeeSignature(world.ids.signature());
      event.setCost(cost.text());
      request.executedMillis = world.nowMillis();
      session.completed++;
      session.lastCompleted = request;
      session.cost = session.cost.plus(cost);
    } else {
      event.setType(ExecutionEventType.failed);
      event.setOutputTokens(0L);
      event.setFinishReason("error");
      event.setCost(Amount.ZERO.text());
    }
    world.happens(Topics.EXECUTIONS, request.id, timeMillis, event);
  }

  private Instant now() {
    return Instant.ofEpochMilli(world.nowMillis());
  }
}
