package io.chokepoint.console.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends requests byte by byte as they are, forbidden headers included. */
final class RawClient {
  private static final int PATIENCE_MILLIS = 20_000;

  private RawClient() {}

  /** The whole answer to a request; a header Host with the server's address is added to it. */
  static String get(String address, String path, String... headers) throws IOException {
    return send(
        address,
        "GET " + path + " HTTP/1.1\r\nHost: " + URI.create(address).getAuthority(),
        "",
        headers);
  }

  /** The whole answer to a request. */
  static String send(String address, String head, String body, String... headers)
      throws IOException {
    try (Socket socket = open(address)) {
      StringBuilder request = new StringBuilder(head).append("\r\nConnection: close\r\n");
      for (String header : headers) {
        request.append(header).append("\r\n");
      }
      request.append("\r\n").append(body);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Socket open(String address) throws IOException {
    URI uri = URI.create(address);
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }
}
