package io.chokepoint.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.chokepoint.schemas.registry.RegistryException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a registry's answers, told by a server that gives them as they are laid out. */
class RegistryClientTest {
  private static final Patience SHORT =
      new Patience(
          Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(5));

  private static final Patience NONE =
      new Patience(
          Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofMillis(2), Duration.ZERO);

  private static final String RECORD =
      "{\"type\":\"record\",\"name\":\"Ordered\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}";

  private static final Schema SCHEMA =
      SchemaBuilder.record("Ordered").fields().requiredString("id").endRecord();

  private record Answer(int status, String body) {}

  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final HttpServer server;

  RegistryClientTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aSchemaIsThatOfItsId() throws Exception {
    answers.add(new Answer(200, "{\"schema\":" + quoted(RECORD) + "}"));

    assertThat(client(Map.of(), SHORT).schema(7)).isEqualTo(SCHEMA);
    assertThat(asked).containsExactly("GET /base/schemas/ids/7 null");
  }

  @Test
  void typesOfOtherSchemasAreFetchedFirst() throws Exception {
    String order =
        "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"of\",\"type\":\"Ordered\"}]}";
    answers.add(
        new Answer(
            200,
            "{\"schema\":"
                + quoted(order)
                + ",\"references\":[{\"name\":\"Ordered\",\"subject\":\"a b\",\"version\":3}]}"));
    answers.add(new Answer(200, "{\"schema\":" + quoted(RECORD) + "}"));

    assertThat(client(Map.of(), SHORT).schema(7).getField("of").schema()).isEqualTo(SCHEMA);
    assertThat(asked).last().isEqualTo("GET /base/subjects/a+b/versions/3 null");
  }

  @Test
  void aSchemaIsAddedUnderItsSubject() throws Exception {
    answers.add(new Answer(200, "{\"id\":12}"));

    assertThat(client(Map.of(), SHORT).idOf("orders-value", SCHEMA)).isEqualTo(12);
    assertThat(asked).containsExactly("POST /base/subjects/orders-value/versions null");
  }

  @Test
  void aSchemaIsOnlyLookedUpWhereAddingIsForbidden() throws Exception {
    answers.add(new Answer(200, "{\"id\":12,\"version\":1}"));
    answers.add(new Answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}"));
    RegistryClient client = client(Map.of("auto.register.schemas", "false"), SHORT);

    assertThat(client.idOf("orders-value", SCHEMA)).isEqualTo(12);
    assertThat(asked).containsExactly("POST /base/subjects/orders-value null");
    assertThatThrownBy(() -> client.idOf("orders-value", SCHEMA))
        .hasMessageContaining("Ordered")
        .hasMessageContaining("add it there by hand");
  }

  @Test
  void anUnknownIdIsKnownAtOnce() {
    answers.add(new Answer(404, "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}"));

    assertThat(failure(client(Map.of(), SHORT), Reason.UNKNOWN)).contains("Schema 7 not found");
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schema\":\"{}\",\"schemaType\":\"JSON\"}",
        "{\"schema\":\"{\\\"type\\\":\\\"rec\"}",
        "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\"}\"}"
      })
  void whatIsNoAvroIsSaidToBeUnreadable(String body) {
    answers.add(new Answer(200, body));

    assertThat(failure(client(Map.of(), SHORT), Reason.UNREADABLE)).contains("schema 7");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 301, 422})
  void aRefusalIsFinal(int status) {
    answers.add(new Answer(status, "{\"message\":\"not you\"}"));

    assertThat(failure(client(Map.of(), SHORT), Reason.REFUSED)).contains(Integer.toString(status));
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>welcome</html>", "{\"name\":\"another service\"}", ""})
  void whatIsNoRegistryIsNamedAsSuch(String body) {
    answers.add(new Answer(200, body));

    assertThat(failure(client(Map.of(), SHORT), Reason.REFUSED)).contains("no schema registry");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429, 408})
  void whatMayPassIsTriedAgainAndSaid(int status) throws Exception {
    answers.add(new Answer(status, "busy"));
    answers.add(new Answer(status, "busy"));
    answers.add(new Answer(200, "{\"schema\":" + quoted(RECORD) + "}"));

    assertThat(client(Map.of(), SHORT).schema(7)).isEqualTo(SCHEMA);
    assertThat(remarks)
        .hasSize(2)
        .allSatisfy(
            said -> assertThat(said).contains("" + status, "busy", "trying again in", " ms"));
  }

  @Test
  void patienceEnds() {
    answers.add(new Answer(503, "busy"));

    assertThat(failure(client(Map.of(), NONE), Reason.UNREACHABLE)).contains("503");
    assertThat(remarks).isEmpty();
  }

  @Test
  void aRegistryThatIsGoneIsNamedAndTheNextAddressIsAsked() throws Exception {
    answers.add(new Answer(200, "{\"schema\":" + quoted(RECORD) + "}"));
    String here = address();
    String gone = "http://127.0.0.1:1/";

    assertThat(
            new RegistryClient(access(gone + "," + here, Map.of()), t -> t, remarks::add, NONE)
                .schema(7))
        .isEqualTo(SCHEMA);
    assertThat(
            failure(
                new RegistryClient(access(gone, Map.of()), t -> t, remarks::add, NONE),
                Reason.UNREACHABLE))
        .contains("no schema registry answers at http://127.0.0.1:1/");
  }

  @Test
  void secretsGoIntoTheHeaderAndNowhereElse() {
    answers.add(new Answer(403, "{\"message\":\"no\"}"));
    answers.add(new Answer(403, "{\"message\":\"no\"}"));
    RegistryAccess basic = access(address(), Map.of("basic.auth.user.info", "me:${env:PW}"));
    RegistryAccess bearer = access(address(), Map.of("bearer.auth.token", "${env:PW}"));

    assertThat(basic.toString() + bearer).contains("${env:PW}");
    for (RegistryAccess access : List.of(basic, bearer)) {
      String message =
          failure(
              new RegistryClient(
                  access, t -> t.replace("${env:PW}", "canary"), remarks::add, SHORT),
              Reason.REFUSED);
      assertThat(message).doesNotContain("canary");
    }
    // me:canary
    assertThat(asked)
        .containsExactly(
            "GET /base/schemas/ids/7 Basic bWU6Y2FuYXJ5", "GET /base/schemas/ids/7 Bearer canary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "registry:8081",
        "ftp://registry",
        "http://",
        "http://me:secret@registry",
        "http://registry/?token=secret",
        "not an address",
        ""
      })
  void anAddressThatIsNoneIsRefusedWithoutRepeatingIt(String address) {
    assertThatThrownBy(() -> RegistryAccess.of(address, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains("registry")
        .doesNotContain("secret");
  }

  private String failure(RegistryClient client, Reason reason) {
    RegistryException failed =
        catchThrowableOfType(RegistryException.class, () -> client.schema(7));
    assertThat(failed.reason()).isEqualTo(reason);
    return String.valueOf(failed.getMessage());
  }

  private RegistryClient client(Map<String, String> settings, Patience patience) {
    return new RegistryClient(access(address(), settings), t -> t, remarks::add, patience);
  }

  private static RegistryAccess access(String addresses, Map<String, String> settings) {
    return RegistryAccess.of(addresses, settings);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/base";
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    asked.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    Answer answer = answers.remove();
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(Arrays.copyOf(body, body.length));
    exchange.close();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\\\"") + '"';
  }
}
