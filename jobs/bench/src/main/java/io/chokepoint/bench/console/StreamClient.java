package io.chokepoint.bench.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLongArray;

/** A page that listens for news: notes when it has first been told of each minute. */
final class StreamClient implements AutoCloseable {
  private static final String EVALUATED_AT = "\"evaluated_at\":";

  private final Socket socket;
  private final AtomicLongArray toldNanos;
  private final Thread thread = new Thread(this::listen, "bench-stream");

  private StreamClient(Socket socket, int minutes) {
    this.socket = socket;
    this.toldNanos = new AtomicLongArray(minutes);
  }

  /** Begins to listen for the minutes up to a number of them. */
  static StreamClient open(URI address, int minutes) throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket
        .getOutputStream()
        .write(
            "GET /api/v1/stream?range=1h HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
    StreamClient client = new StreamClient(socket, minutes);
    client.thread.setDaemon(true);
    client.thread.start();
    return client;
  }

  /** When it was told of a minute, by {@link System#nanoTime()}; 0 where it was not. */
  long toldNanos(int minute) {
    return toldNanos.get(minute);
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int at = line.startsWith("data: ") ? line.indexOf(EVALUATED_AT) : -1;
        if (at >= 0) {
          note(line, at + EVALUATED_AT.length());
        }
      }
    } catch (IOException e) {
      // Dropped, or closed: what was not told shows as missing.
    }
  }

  private void note(String line, int from) {
    int to = line.indexOf(',', from);
    long evaluated = Long.parseLong(line.substring(from, to));
    int minute = (int) ((evaluated - MinuteOfRows.START.toEpochMilli()) / 60_000);
    long now = System.nanoTime();
    // One that is told of a later minute has been told of those before as well.
    for (int told = minute; told >= 0 && toldNanos.get(told) == 0; told--) {
      toldNanos.set(told, now);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
