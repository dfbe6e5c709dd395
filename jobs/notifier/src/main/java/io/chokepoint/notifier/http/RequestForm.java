package io.chokepoint.notifier.http;

import io.chokepoint.results.Alert;

/** How a version of an episode is told to one kind of receiver. */
interface RequestForm {

  /**
   * The request.
   *
   * @param alert the version
   * @param nowMillis the machine's clock
   */
  Request of(Alert alert, long nowMillis);
}
