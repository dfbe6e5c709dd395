package io.chokepoint.datagen;

import io.chokepoint.events.SettlementEvent;
import io.chokepoint.events.SettlementEventType;
import java.time.Instant;
import java.util.function.Consumer;

/** Watches over sessions: settles one, for all its executions at once, when it has been idle. */
final class Facilitator {
  private static final String NETWORK = "eip155:8453";

  private final World world;
  private final StepChance settling;
  private final Consumer<Session> ended;
  private final String asset;
  private final String treasury;

  /**
   * @param ended takes each session when it is over
   */
  Facilitator(World world, StepChance settling, Consumer<Session> ended) {
    this.world = world;
    this.settling = settling;
    this.ended = ended;
    Ids ids = new Ids(world.streams.named("facilitator"));
    asset = ids.address();
    treasury = ids.address();
  }

  /** A session begins. */
  void opens(Session session) {
    planIdleCheck(session, world.nowMillis() + Timing.SESSION_IDLE_MILLIS);
  }

  /** A request of the session is on its way. */
  void enters(Session session) {
    session.inFlight++;
    session.lastActivityMillis = world.nowMillis();
  }

  /** A request of the session has ended, well or not. */
  void leaves(Session session) {
    session.inFlight--;
    session.lastActivityMillis = world.nowMillis();
    if (session.inFlight == 0 && !session.isIdleCheckPlanned) {
      planIdleCheck(session, world.nowMillis() + Timing.SESSION_IDLE_MILLIS);
    }
  }

  private void planIdleCheck(Session session, long timeMillis) {
    session.isIdleCheckPlanned = true;
    world.agenda.at(timeMillis, () -> checkIdle(session));
  }

  private void checkIdle(Session session) {
    session.isIdleCheckPlanned = false;
    long idleAtMillis = session.lastActivityMillis + Timing.SESSION_IDLE_MILLIS;
    if (session.inFlight > 0) {
      return;
    }
    if (world.nowMillis() < idleAtMillis) {
      planIdleCheck(session, idleAtMillis);
      return;
    }
    close(session);
  }

  private void close(Session session) {
    session.isClosed = true;
    session.afterwards.forEach(Runnable::run);
    session.afterwards.clear();
    ended.accept(session);
    Request last = session.lastCompleted;
    if (last == null) {
      return;
    }
    Outcome outcome = settling.ofGroup(last.executedMillis, last, session.completed);
    long lagMillis = settling.lagMillis(last, last.executedMillis, session.completed);
    if (!outcome.isSilent()) {
      world.agenda.in(lagMillis, () -> settle(session, outcome));
    }
  }

  private void settle(Session session, Outcome outcome) {
    SettlementEvent event = new SettlementEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(Instant.ofEpochMilli(world.nowMillis()));
    event.setType(outcome.isReached() ? SettlementEventType.settled : SettlementEventType.failed);
    event.setSessionId(session.id);
    event.setPayer(session.user.id);
    event.setPayTo(treasury);
    event.setNetwork(NETWORK);
    event.setAsset(asset);
    event.setAmount(session.cost.text());
    event.setRequestCount(session.completed);
    event.setTransaction(outcome.isReached() ? world.ids.hash() : null);
    event.setReason(outcome.reason());
    world.happens(Topics.SETTLEMENTS, session.id, event);
  }
}
