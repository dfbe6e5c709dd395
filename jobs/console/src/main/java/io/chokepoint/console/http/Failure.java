package io.chokepoint.console.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chokepoint.console.view.Refusal;

/**
 * What is answered where nothing else is.
 *
 * @param error what went wrong
 */
record Failure(@JsonProperty("error") Error error) {

  /**
   * What went wrong.
   *
   * @param code for programs
   * @param message for people
   */
  record Error(@JsonProperty("code") String code, @JsonProperty("message") String message) {}

  Failure(Refusal refusal) {
    this(new Error(refusal.code(), refusal.message()));
  }
}
