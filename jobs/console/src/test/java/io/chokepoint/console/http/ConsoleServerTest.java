package io.chokepoint.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.console.ConsoleOptions;
import io.chokepoint.console.ConsoleOptions.Limits;
import io.chokepoint.console.Results;
import io.chokepoint.console.memory.Bounds;
import io.chokepoint.console.memory.Memory;
import io.chokepoint.console.read.Recording;
import io.chokepoint.results.AlertKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ConsoleServerTest {
  private static final String TOKEN = "abcdefghijklmnopqrstuvwxyz";
  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

  private final Memory memory = new Memory(Bounds.USUAL);

  private ConsoleServer start(@Nullable String token, Limits limits) throws IOException {
    return ConsoleServer.start(
        new ConsoleOptions("127.0.0.1", 0, token, Set.of("status.example.org"), limits),
        memory,
        new Recording("a run"));
  }

  @Test
  void theBrowserIsToldToLoadNothingElseAndToRunNothingInThePage() throws IOException {
    try (ConsoleServer server = start(null, Limits.USUAL)) {
      assertThat(RawClient.get(server.address(), "/"))
          .startsWith("HTTP/1.1 200")
          .contains(
              "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'")
          .contains("require-trusted-types-for 'script'", "X-Content-Type-Options: nosniff")
          .doesNotContain("unsafe", "<style", " style=", "onclick", "http://", "https://");
      assertThat(RawClient.get(server.address(), "/lib/d3.min.js")).startsWith("HTTP/1.1 200");
      assertThat(RawClient.get(server.address(), "/../../etc/passwd")).startsWith("HTTP/1.1 404");
      assertThat(RawClient.get(server.address(), "/js/..%2fconsole.css"))
          .startsWith("HTTP/1.1 404");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", ""})
  void whoCallsItByANameThatItDoesNotHaveIsRefused(String host) throws IOException {
    try (ConsoleServer server = start(null, Limits.USUAL)) {
      String answer =
          RawClient.send(server.address(), "GET /api/v1/overview HTTP/1.1\r\nHost: " + host, "");
      assertThat(answer).doesNotStartWith("HTTP/1.1 200");
      assertThat(answer).doesNotContain("revision");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:1", "[::1]", "192.168.1.7:8470", "Status.Example.org"})
  void itsNamesAndAnyAddressWillDo(String host) throws IOException {
    try (ConsoleServer server = start(null, Limits.USUAL)) {
      assertThat(
              RawClient.send(
                  server.address(), "GET /api/v1/overview HTTP/1.1\r\nHost: " + host, ""))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void pagesOfOtherSitesMayNotAsk() throws IOException {
    try (ConsoleServer server = start(null, Limits.USUAL)) {
      assertThat(RawClient.get(server.address(), "/api/v1/overview", "Origin: http://evil.example"))
          .startsWith("HTTP/1.1 403")
          .contains("other_origin");
    }
  }

  @Test
  void withoutTheTokenNothingOfTheTopicsIsSaid() throws IOException {
    try (ConsoleServer server = start(TOKEN, Limits.USUAL)) {
      String address = server.address();
      for (String what : List.of("overview", "series", "stream", "health", "segments", "nothing")) {
        assertThat(RawClient.get(address, "/api/v1/" + what))
            .startsWith("HTTP/1.1 401")
            .contains("token_needed");
      }
      assertThat(RawClient.get(address, "/")).startsWith("HTTP/1.1 303").contains("/login");
      assertThat(RawClient.get(address, "/login")).startsWith("HTTP/1.1 200");
      assertThat(RawClient.get(address, "/api/v1/overview", "Authorization: Bearer wrong-" + TOKEN))
          .startsWith("HTTP/1.1 401");
      assertThat(RawClient.get(address, "/api/v1/overview", "Authorization: Bearer " + TOKEN))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void whoGivesTheTokenGetsACookieThatScriptsAndOtherSitesCannotUse() throws IOException {
    try (ConsoleServer server = start(TOKEN, Limits.USUAL)) {
      assertThat(login(server.address(), "{\"token\":\"guess\"}"))
          .startsWith("HTTP/1.1 401")
          .contains("wrong_token");
      assertThat(login(server.address(), "no json")).startsWith("HTTP/1.1 401");
      String welcome = login(server.address(), "{\"token\":\"" + TOKEN + "\"}");
      assertThat(welcome).startsWith("HTTP/1.1 204");
      String cookie =
          welcome.lines().filter(line -> line.startsWith("set-cookie: ")).findFirst().orElseThrow();
      assertThat(cookie).contains("HTTPOnly", "SameSite=Strict").doesNotContain(TOKEN);
      assertThat(
              RawClient.get(
                  server.address(),
                  "/api/v1/overview",
                  "Cookie: " + cookie.substring("set-cookie: ".length()).split(";")[0]))
          .startsWith("HTTP/1.1 200");
    }
  }

  private static String login(String address, String body) throws IOException {
    return RawClient.send(
        address,
        "POST /api/v1/login HTTP/1.1\r\nHost: " + URI.create(address).getAuthority(),
        body,
        "Content-Length: " + body.length());
  }

  @Test
  void otherMachinesAreLetInWithATokenOnly() {
    assertThatThrownBy(() -> new ConsoleOptions("0.0.0.0", 0, null, Set.of(), Limits.USUAL))
        .hasMessageContaining("CHOKEPOINT_CONSOLE_TOKEN");
    assertThatThrownBy(() -> new ConsoleOptions("0.0.0.0", 0, "short", Set.of(), Limits.USUAL))
        .hasMessageContaining("too short");
  }

  @Test
  void moreRequestsAndClientsThanItCanServeAreRefusedInJson() throws IOException {
    try (ConsoleServer server = start(null, new Limits(2, 50, 1, 12))) {
      try (Socket one = stream(server);
          Socket two = stream(server)) {
        assertThat(firstLine(one)).contains("200");
        assertThat(firstLine(two)).contains("200");
        assertThat(RawClient.get(server.address(), "/api/v1/stream"))
            .startsWith("HTTP/1.1 503")
            .contains("too_many_clients");
      }
      String last = "";
      for (int i = 0; i < 14; i++) {
        last = RawClient.get(server.address(), "/api/v1/health");
      }
      assertThat(last).startsWith("HTTP/1.1 429").contains("too_many_requests");
    }
  }

  @Test
  void unknownPlacesMethodsAndParametersAreRefusedInJson() throws IOException {
    try (ConsoleServer server = start(null, Limits.USUAL)) {
      assertThat(RawClient.get(server.address(), "/api/v1/secrets"))
          .startsWith("HTTP/1.1 404")
          .contains("{\"error\":{\"code\":\"not_found\"");
      assertThat(RawClient.get(server.address(), "/api/v1/series?range=900d"))
          .startsWith("HTTP/1.1 400")
          .contains("range_too_long");
      assertThat(RawClient.get(server.address(), "/api/v1/series?range=1h&range=2h"))
          .startsWith("HTTP/1.1 400");
      assertThat(
              RawClient.send(
                  server.address(), "DELETE /api/v1/overview HTTP/1.1\r\nHost: localhost", ""))
          .startsWith("HTTP/1.1 405");
    }
  }

  @Test
  void newsAreSentToThoseWhoListen() throws IOException {
    try (ConsoleServer server = start(null, Limits.USUAL);
        Socket socket = stream(server)) {
      BufferedReader lines = lines(socket);
      assertThat(next(lines, "data: ")).contains("\"network\":null");
      memory.acceptAll(List.of(Results.stopping(40, AlertKind.lossy).build()));
      String news = next(lines, "data: ");
      while (news.contains("\"network\":null")) {
        news = next(lines, "data: ");
      }
      assertThat(news).contains("\"network\":\"town\"", "do not become answered");
    }
  }

  @Test
  void aClientThatDoesNotReadIsDroppedAndTheOthersAreNot() throws IOException {
    String longText = "x".repeat(5_000);
    for (int i = 0; i < 100; i++) {
      memory.acceptAll(
          List.of(
              Results.episode(1, 33, AlertKind.lossy)
                  .setEpisodeId("e" + i)
                  .setSentence(longText)
                  .build()));
    }
    try (ConsoleServer server = start(null, Limits.USUAL);
        Socket slow = stream(server);
        Socket quick = stream(server)) {
      BufferedReader lines = lines(quick);
      next(lines, "data: ");
      assertThat(RawClient.get(server.address(), "/api/v1/health")).contains("\"streams\":2");
      long end = System.nanoTime() + PATIENCE_NANOS;
      int minute = 0;
      String health = "";
      do {
        memory.acceptAll(List.of(Results.flowing(minute++).build()));
        next(lines, "data: ");
        health = RawClient.get(server.address(), "/api/v1/health");
      } while (!health.contains("\"streams\":1") && System.nanoTime() < end);
      assertThat(health).contains("\"streams\":1");
      assertThat(slow.isConnected()).isTrue();
    }
  }

  private static Socket stream(ConsoleServer server) throws IOException {
    Socket socket = RawClient.open(server.address());
    socket
        .getOutputStream()
        .write(
            "GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private static String firstLine(Socket socket) throws IOException {
    return String.valueOf(lines(socket).readLine());
  }

  private static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String next(BufferedReader lines, String prefix) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith(prefix)) {
      line = lines.readLine();
    }
    return String.valueOf(line);
  }
}
