package io.chokepoint.notifier.http;

import java.util.Map;

/**
 * What is posted to a receiver. May hold secrets, so it is neither logged nor kept.
 *
 * @param path what is appended to the path of the receiver's URL
 * @param headers beside the content type
 * @param body JSON in UTF-8
 */
record Request(String path, Map<String, String> headers, byte[] body) {

  @Override
  public String toString() {
    return "a request of " + body.length + " bytes";
  }
}
