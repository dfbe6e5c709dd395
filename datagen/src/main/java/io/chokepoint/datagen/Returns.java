package io.chokepoint.datagen;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Users who want to come back, in the order in which they decided to. */
final class Returns {
  private final Queue<String> userIds = new ArrayDeque<>();
  private @Nullable Consumer<String> latecomers;

  /** That user comes back now, with the next visit that begins. */
  void returns(String userId) {
    if (latecomers == null) {
      userIds.add(userId);
    } else {
      latecomers.accept(userId);
    }
  }

  /** The user who comes back now, or null where nobody does. */
  @Nullable String next() {
    return userIds.poll();
  }

  /** No further visits begin: from now on each user who comes back is taken care of at once. */
  void close(Consumer<String> latecomers) {
    this.latecomers = latecomers;
    userIds.forEach(latecomers);
    userIds.clear();
  }
}
