package io.chokepoint.datagen;

import io.chokepoint.events.InferenceMode;
import io.chokepoint.events.ProofEvent;
import io.chokepoint.events.ProofEventType;
import io.chokepoint.events.ProofMode;
import io.chokepoint.events.SettlementMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Proves executions in batches, one of each mode at a time: a batch is flushed when it is full,
 * idle or old. Private settlements publish nothing.
 */
final class Proofs {
  private final World world;
  private final StepChance verifying;
  private final Attestations attestations;
  private final Trust trust;
  private final Map<InferenceMode, Batch> open = new EnumMap<>(InferenceMode.class);

  Proofs(World world, StepChance verifying, Attestations attestations, Trust trust) {
    this.world = world;
    this.verifying = verifying;
    this.attestations = attestations;
    this.trust = trust;
  }

  /** A node has completed a request. */
  void executed(Request request) {
    if (request.session.settlement == SettlementMode.private$) {
      return;
    }
    InferenceMode mode = request.session.mode;
    Batch batch = open.get(mode);
    if (batch == null) {
      Batch begun = new Batch(mode, request.routedNode());
      world.agenda.in(Timing.BATCH_AGE_MILLIS, () -> flush(begun));
      world.agenda.in(Timing.BATCH_IDLE_MILLIS, () -> checkIdle(begun));
      open.put(mode, begun);
      batch = begun;
    }
    batch.requests.add(request);
    batch.lastItemMillis = world.nowMillis();
    if (batch.requests.size() == Timing.BATCH_ITEMS) {
      flush(batch);
    }
  }

  private void checkIdle(Batch batch) {
    if (batch.isFlushed) {
      return;
    }
    long idleAtMillis = batch.lastItemMillis + Timing.BATCH_IDLE_MILLIS;
    if (world.nowMillis() < idleAtMillis) {
      world.agenda.at(idleAtMillis, () -> checkIdle(batch));
    } else {
      flush(batch);
    }
  }

  private void flush(Batch batch) {
    if (batch.isFlushed) {
      return;
    }
    batch.isFlushed = true;
    open.remove(batch.mode);
    hitMembers(batch);
    if (batch.requests.isEmpty()) {
      return;
    }
    int journeys = batch.requests.size();
    Outcome drawn = verifying.ofGroup(batch.lastItemMillis, null, journeys);
    long lagMillis = verifying.lagMillis(null, batch.lastItemMillis, journeys);
    Outcome revoked =
        drawn.isReached() ? attestations.refusal(batch.node, batch.lastItemMillis, journeys) : null;
    Outcome outcome = revoked == null ? drawn : revoked;
    if (!outcome.isSilent()) {
      world.agenda.in(lagMillis, () -> prove(batch, outcome));
    }
  }

  /** Members that an effect hits alone are proven alone, and in vain. */
  private void hitMembers(Batch batch) {
    for (Iterator<Request> i = batch.requests.iterator(); i.hasNext(); ) {
      Request request = i.next();
      Outcome outcome = verifying.ofMember(request, request.executedMillis);
      if (outcome != null) {
        i.remove();
        if (!outcome.isSilent()) {
          Batch alone = new Batch(batch.mode, request.routedNode());
          alone.requests.add(request);
          long lagMillis = verifying.lagMillis(null, request.executedMillis, 1);
          world.agenda.in(lagMillis, () -> prove(alone, outcome));
        }
      }
    }
  }

  private void prove(Batch batch, Outcome outcome) {
    List<String> requestIds = new ArrayList<>(batch.requests.size());
    for (Request request : batch.requests) {
      requestIds.add(request.id);
    }
    String batchId = world.ids.hash();
    // The prover signs the time.
    long timeMillis = world.nowMillis() + batch.node.skewMillis;
    ProofEvent event = new ProofEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(Instant.ofEpochMilli(timeMillis));
    event.setType(outcome.isReached() ? ProofEventType.verified : ProofEventType.rejected);
    event.setBatchId(batchId);
    event.setRequestIds(requestIds);
    event.setMode(mode(batch.mode));
    event.setBatchSize(requestIds.size());
    event.setTeeId(batch.node.id);
    event.setWalrusBlobId(outcome.isReached() ? world.ids.blobId() : null);
    event.setTransaction(outcome.isReached() ? world.ids.hash() : null);
    event.setReason(outcome.reason());
    world.happens(Topics.PROOFS, batchId, timeMillis, event);
    if (outcome.isReached()) {
      for (Request request : batch.requests) {
        trust.verified(request, timeMillis);
      }
    }
  }

  private static ProofMode mode(InferenceMode mode) {
    return switch (mode) {
      case vanilla -> ProofMode.vanilla;
      case tee -> ProofMode.tee;
      case zkml -> ProofMode.zkml;
      case unknown -> ProofMode.unknown;
    };
  }

  /** Executions that are proven together; the node of the first one signs. */
  private static final class Batch {
    final InferenceMode mode;
    final Node node;
    final List<Request> requests = new ArrayList<>(Timing.BATCH_ITEMS);
    long lastItemMillis;
    boolean isFlushed;

    Batch(InferenceMode mode, Node node) {
      this.mode = mode;
      this.node = node;
    }
  }
}
