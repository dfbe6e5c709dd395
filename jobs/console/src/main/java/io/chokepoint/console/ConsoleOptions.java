package io.chokepoint.console;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the page is served, and to whom.
 *
 * @param host address that is listened on
 * @param port its port; 0 for one that is free
 * @param token who has it may look; null where nobody is asked for it
 * @param names names by which browsers may call it beside localhost, its address, and any IP
 *     address
 * @param limits how much is served at once
 */
public record ConsoleOptions(
    String host, int port, @Nullable String token, Set<String> names, Limits limits) {

  /** A token that can be guessed is none: 128 bits are 22 characters of base 64. */
  private static final int SHORTEST_TOKEN = 16;

  /**
   * How much is served at once.
   *
   * @param streams event streams; each holds at most a megabyte for a client that is slow
   * @param connections of HTTP
   * @param requestsPerSecond from one address, in the long run
   * @param burst requests from one address at once
   */
  public record Limits(int streams, int connections, int requestsPerSecond, int burst) {

    /** For an office: more than look at one page, and what one core can answer. */
    public static final Limits USUAL = new Limits(256, 1_024, 200, 2_000);
  }

  /**
   * Checks that nobody is let in by accident.
   *
   * @throws IllegalArgumentException with what to do instead
   */
  public ConsoleOptions {
    names = Set.copyOf(names);
    if (token == null && !isLoopback(host)) {
      throw new IllegalArgumentException(
          host
              + " can be reached from other machines, so a token is needed: put one into the"
              + " environment variable CHOKEPOINT_CONSOLE_TOKEN or into a file and name it with"
              + " --token-file, or listen on 127.0.0.1");
    }
    if (token != null && token.length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "the token is too short: at least "
              + SHORTEST_TOKEN
              + " characters, such as openssl rand -base64 24 makes them");
    }
  }

  /** On this machine alone, on a port that is free. */
  public static ConsoleOptions local() {
    return local(0);
  }

  /** On this machine alone. */
  public static ConsoleOptions local(int port) {
    return new ConsoleOptions("127.0.0.1", port, null, Set.of(), Limits.USUAL);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("there is no address " + host + " to listen on", e);
    }
  }
}
