package io.chokepoint.datagen;

import org.jspecify.annotations.Nullable;

/** A request on its way. */
final class Request {
  final String id;
  final Session session;

  /** Index of the model in its catalog. */
  final int model;

  /** The model's content identifier when the request was made. */
  final String modelId;

  /** The node that executes it, once it is routed. */
  @Nullable Node node;

  long routedMillis;
  long executedMillis;

  Request(String id, Session session, int model, String modelId) {
    this.id = id;
    this.session = session;
    this.model = model;
    this.modelId = modelId;
  }

  /** The node that executes it, once it is routed. */
  Node routedNode() {
    if (node == null) {
      throw new IllegalStateException("request " + id + " is not routed");
    }
    return node;
  }
}
