package io.chokepoint.datagen;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Users who want to come back, in the order in which they decided to. */
final class Returns {
  private final Queue<String> userIds = new ArrayDeque<>();

  /** That user comes back with the next visit that begins. */
  void returns(String userId) {
    userIds.add(userId);
  }

  /** The user who comes back now, or null where nobody does. */
  @Nullable String next() {
    return userIds.poll();
  }
}
