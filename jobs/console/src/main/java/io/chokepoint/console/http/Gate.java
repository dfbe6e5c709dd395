package io.chokepoint.console.http;

import io.chokepoint.console.ConsoleOptions;
import io.chokepoint.console.view.Refusal;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may look: by which name the page is called, who has the token, and how often. Whoever gave
 * the token once has a cookie, which scripts cannot read and other sites cannot use; it ends with
 * this process.
 */
final class Gate {
  private static final String BEARER = "Bearer ";
  private static final int SESSION_BYTES = 32;
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** A name can be made to point here by whoever owns it; an address cannot. */
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+\\]");

  private final ConsoleOptions options;
  private final RequestBudget budget;
  private final String session;

  Gate(ConsoleOptions options) {
    this.options = options;
    this.budget = new RequestBudget(options.limits().requestsPerSecond(), options.limits().burst());
    byte[] random = new byte[SESSION_BYTES];
    new SecureRandom().nextBytes(random);
    session = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /**
   * Lets a request pass that may ask for anything that is not secret.
   *
   * @throws Refusal where it may not
   */
  void admit(HttpServerRequest request) throws Refusal {
    if (!isOurName(request.getHeader("Host"))) {
      throw new Refusal(
          421,
          "unknown_host",
          "This page is not known by that name. Call it by its address, or name it with --name.");
    }
    String origin = request.getHeader("Origin");
    if (origin != null && !isOurOrigin(origin, request.getHeader("Host"))) {
      throw new Refusal(403, "other_origin", "Pages of other sites may not ask here.");
    }
    if (!budget.take(request.remoteAddress().hostAddress(), System.nanoTime())) {
      throw new Refusal(429, "too_many_requests", "Too many requests; wait a few seconds.");
    }
  }

  /** Whether it may see what the topics say. */
  boolean mayLook(HttpServerRequest request) {
    if (options.token() == null) {
      return true;
    }
    String authorization = request.getHeader("Authorization");
    if (authorization != null && authorization.startsWith(BEARER)) {
      return isToken(authorization.substring(BEARER.length()));
    }
    Cookie cookie = request.getCookie(cookieName(request));
    return cookie != null && same(cookie.getValue(), session);
  }

  /** Whether a text is the token. */
  boolean isToken(@Nullable String text) {
    String token = options.token();
    return token != null && text != null && same(text, token);
  }

  /** What lets a browser in that gave the token. */
  Cookie cookie(HttpServerRequest request) {
    return Cookie.cookie(cookieName(request), session)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setPath("/");
  }

  /** Browsers tell cookies of two ports apart by nothing but their names. */
  private static String cookieName(HttpServerRequest request) {
    return "chokepoint-" + request.localAddress().port();
  }

  private boolean isOurName(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", "");
    return THIS_MACHINE.contains(name)
        || ADDRESS.matcher(name).matches()
        || name.equals(options.host())
        || options.names().contains(name);
  }

  private static boolean isOurOrigin(String origin, @Nullable String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Takes as long for a wrong text as for a nearly right one. */
  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
