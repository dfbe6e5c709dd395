package io.chokepoint.datagen.scenario;

import io.chokepoint.domain.network.Path;
import java.util.Locale;
import java.util.Set;

/**
 * What an effect does to the network. Each kind says where it can be, which measures it takes, and
 * what {@link Effect#stage()} and the truth mean by its stage.
 *
 * <p>Nothing that an effect does is felt upstream of its place at the same time; what the ring
 * brings round later (users who do not come back) is the network's own answer.
 */
public enum Kind {
  /**
   * Of those who would have reached the stage, a {@code share} does not. Where the entrants are
   * nodes, models or applications, that share of them gets no traffic.
   */
  LOSSY(Place.STAGE, Set.of(Measure.SHARE), Set.of(Measure.REASON, Measure.SILENTLY)),

  /** The step takes {@code factor} times as long, and {@code delay} longer. */
  SLOW(Place.STAGE, Set.of(), Set.of(Measure.FACTOR, Measure.DELAY)),

  /**
   * A {@code share} of the slots is gone, of all nodes or of the segment's; what queues too long
   * for the rest times out. The stage is the one that the nodes carry out.
   */
  CAPACITY_LOSS(Place.STAGE, Set.of(Measure.SHARE), Set.of()),

  /**
   * What happens is not reported: events of the topic are lost, or held back and delivered at once
   * when it speaks again, in the order in which they happened, with the event times they had.
   */
  SILENT_TOPIC(Place.TOPIC, Set.of(Measure.HELD), Set.of()),

  /** Events of the topic are delivered {@code delay} after they happened. */
  LATE_TOPIC(Place.TOPIC, Set.of(Measure.DELAY), Set.of(Measure.SHARE)),

  /** A {@code share} of the topic's events is delivered again, {@code delay} after the first. */
  DUPLICATE_DELIVERY(Place.TOPIC, Set.of(Measure.SHARE), Set.of(Measure.DELAY)),

  /** Demand is {@code factor} times what it was, above 1. The stage is an entry. */
  TRAFFIC_SURGE(Place.ENTRY, Set.of(Measure.FACTOR), Set.of()),

  /**
   * Demand falls towards {@code factor} times what it was, below 1, by newcomers first: who was
   * going to come back still does, or the slump would be a loss of trust. The stage is an entry.
   */
  TRAFFIC_SLUMP(Place.ENTRY, Set.of(Measure.FACTOR), Set.of()),

  /**
   * A {@code share} of the demand that would have gone elsewhere goes to the segment; its sum stays
   * the same. The stage is an entry.
   */
  MIX_SHIFT(Place.ENTRY, Set.of(Measure.SHARE), Set.of()),

  /**
   * Prices cannot be had: a {@code share} of what would have been paid is not charged, and no event
   * says so. The stage is the payment.
   */
  PRICE_FEED_FAILURE(Place.STAGE, Set.of(Measure.SHARE), Set.of()),

  /**
   * The attestation of a {@code share} of the nodes, or of the segment's, is revoked: proofs signed
   * by them are rejected. The stage is the verification.
   */
  REVOKED_ATTESTATION(Place.STAGE, Set.of(), Set.of(Measure.SHARE, Measure.REASON)),

  /**
   * Requests grow to {@code factor} times what they were, payers do not: whoever was added does not
   * pay. The stage is where that shows.
   */
  WASH_DEMAND(Place.STAGE, Set.of(Measure.FACTOR), Set.of(Measure.REASON));

  /** Where an effect can be. */
  public enum Place {
    /** At a stage that has one before it. */
    STAGE,
    /** At the first stage of a path. */
    ENTRY,
    /** On a topic. */
    TOPIC
  }

  /** How much, and in which way. */
  public enum Measure {
    /** A part of all, above 0 and up to 1. */
    SHARE,
    /** How many times what it was. */
    FACTOR,
    /** How much later. */
    DELAY,
    /** Which reason refusals give. */
    REASON,
    /** Which share of the losses leaves no event. */
    SILENTLY,
    /** Whether silence ends with what was held back. */
    HELD
  }

  private final Place place;
  private final Set<Measure> required;
  private final Set<Measure> optional;

  Kind(Place place, Set<Measure> required, Set<Measure> optional) {
    this.place = place;
    this.required = required;
    this.optional = optional;
  }

  /** Where an effect of this kind can be. */
  public Place place() {
    return place;
  }

  /**
   * Whether an effect of this kind can be at a stage. Stages are known by their topic, whatever the
   * network file calls them.
   *
   * @param stage index of a stage of the path
   */
  boolean canBeAt(Path path, int stage) {
    String entryTopic = path.stages().get(0).topic();
    String topic = path.stages().get(stage).topic();
    if (place == Place.TOPIC || (stage == 0) != (place == Place.ENTRY)) {
      return false;
    }
    boolean ofRequests = entryTopic.equals(Vocabulary.REQUESTS);
    return switch (this) {
      case LOSSY -> true;
      case SLOW -> !Vocabulary.ENTITY_TOPICS.contains(entryTopic);
      case CAPACITY_LOSS -> ofRequests && topic.equals(Vocabulary.EXECUTIONS);
      case PRICE_FEED_FAILURE -> ofRequests && topic.equals(Vocabulary.SETTLEMENTS);
      case WASH_DEMAND -> ofRequests && Vocabulary.PAID_FOR.contains(topic);
      case REVOKED_ATTESTATION -> ofRequests && topic.equals(Vocabulary.PROOFS);
      default -> ofRequests;
    };
  }

  /**
   * The fields of dimensions by which an effect of this kind can hit a part at a stage: a session's
   * settlement is of one application, an epoch's reward of one node.
   *
   * @param stage index of a stage of the path
   */
  Set<String> fields(Path path, int stage) {
    if (Vocabulary.ENTITY_TOPICS.contains(path.stages().get(0).topic())) {
      return Set.of();
    }
    return switch (this) {
      case CAPACITY_LOSS, REVOKED_ATTESTATION -> Set.of(Vocabulary.NODE);
      case TRAFFIC_SURGE, TRAFFIC_SLUMP, WASH_DEMAND ->
          Set.of(Vocabulary.APPLICATION, Vocabulary.MODEL);
      default ->
          switch (path.stages().get(stage).topic()) {
            case Vocabulary.SETTLEMENTS -> Set.of(Vocabulary.APPLICATION);
            case Vocabulary.REWARDS -> Set.of(Vocabulary.NODE);
            case Vocabulary.PROOFS -> this == SLOW ? Set.of() : Vocabulary.ENTITY_FIELDS;
            default -> Vocabulary.ENTITY_FIELDS;
          };
    };
  }

  /** What has to be said of it. */
  public Set<Measure> required() {
    return required;
  }

  /** Whether a measure may be given. */
  public boolean takes(Measure measure) {
    return required.contains(measure) || optional.contains(measure);
  }

  /** How scenario files write it: {@code capacity-loss}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
