package io.chokepoint.notifier.http;

import java.util.concurrent.CompletableFuture;

/** The way to one receiver. */
interface Channel extends AutoCloseable {

  /**
   * Makes one attempt. Returns at once.
   *
   * @return what became of it; never fails
   */
  CompletableFuture<Answer> send(Request request);

  @Override
  void close();
}
