package io.chokepoint.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.LocalFlink;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertRole;
import io.chokepoint.results.AlertSeverity;
import io.chokepoint.results.AlertState;
import io.chokepoint.results.UndeliveredAlert;
import io.chokepoint.results.UndeliveredReason;
import io.chokepoint.schemas.ResultTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notifier between a real broker, the real Alertmanager and a real HTTP server. */
class NotifierIT {

  private static final String PAGES = "network.pages";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path folder;
  private static LocalBroker broker;
  private static LocalFlink flink;
  private static Hooks hooks;
  private static Alertmanager alertmanager;
  private static Episodes episodes;
  private static Canaries canaries;
  private static JobID job;
  private static Path checkpoints;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    broker = LocalBroker.start();
    LocalTopics.create(
        broker.bootstrapServers(), NetworkFile.load(file("networks/inference.yaml")), 1);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(PAGES, 1, (short) 1))).all().get();
    }
    flink = LocalFlink.start(2);
    hooks = new Hooks();
    alertmanager = Alertmanager.start(file("docker/alertmanager.yml"), folder);
    episodes = new Episodes(broker.bootstrapServers());
    canaries = new Canaries(folder);
    checkpoints = Files.createDirectories(folder.resolve("checkpoints"));
    hooks.failsFirst("/flaky", 2);
    hooks.answersWith("/gone", 404);
    hooks.answersWith("/moved", 302);
    Path slack = canaries.write("slack-url", hooks.url("/slack/" + canaries.named("slack")));
    job =
        RunningNotifier.start(
            flink,
            broker.bootstrapServers(),
            "notifier",
            """
            link: https://chokepoint.example.org/live
            receivers:
              - {name: am, kind: alertmanager, url: "%s", allow_http: true, allow_private: true, repeat: 1s, hold: 5s}
              - {name: signed, kind: webhook, url: "%s", allow_http: true, allow_private: true, repeat: 2s,
                 sign: ["${file:%s}", "${file:%s}"], bearer: "${file:%s}"}
              - {name: chat, kind: webhook, format: slack, url: "${file:%s}", allow_http: true, allow_private: true}
              - {name: pager, kind: webhook, format: pagerduty, url: "%s", allow_http: true, allow_private: true,
                 routing_key: "${file:%s}"}
              - {name: flaky, kind: webhook, url: "%s", allow_http: true, allow_private: true}
              - {name: gone, kind: webhook, url: "%s", allow_http: true, allow_private: true}
              - {name: moved, kind: webhook, url: "%s", allow_http: true, allow_private: true}
              - {name: inside, kind: webhook, url: "http://inside:9/", allow_http: true, give_up: 1s}
              - {name: topic, kind: kafka, topic: %s}
              - {name: lines, kind: log}
            routes:
              - {to: [am, signed, topic, lines]}
              - {stage: executed, severity: page, to: [pager]}
              - {stage: executed, to: [chat, flaky, gone, moved, inside]}
            """
                .formatted(
                    alertmanager.url(),
                    hooks.url("/signed"),
                    canaries.key("new"),
                    canaries.key("old"),
                    canaries.write("bearer", canaries.named("bearer")),
                    slack,
                    hooks.url("/pager"),
                    canaries.write("routing", canaries.named("routing")),
                    hooks.url("/flaky"),
                    hooks.url("/gone"),
                    hooks.url("/moved"),
                    PAGES)
                .replace("http://inside:9/", "http://localhost.:9/"),
            checkpoints);
  }

  @AfterAll
  static void stop() throws Exception {
    episodes.close();
    flink.close();
    hooks.close();
    alertmanager.close();
    broker.close();
  }

  private static Path file(String path) {
    Path here = Path.of("").toAbsolutePath();
    return here.endsWith("cli")
        ? here.resolve("../..").resolve(path).normalize()
        : here.resolve(path);
  }

  private static List<JsonNode> alertsAt(String stage) throws Exception {
    return alertmanager.alerts().stream()
        .filter(alert -> alert.path("labels").path("stage").asText().equals(stage))
        .toList();
  }

  @Test
  void anEpisodeIsToldFromItsOpeningToItsEnd() throws Exception {
    Alert opened = Episodes.at("executed", AlertState.open, 1).build();
    episodes.write(opened);
    episodes.write(opened);
    episodes.writeRaw("nonsense", "no alert at all".getBytes(StandardCharsets.UTF_8));
    episodes.writeAndAbort(
        Episodes.at("taken-back", AlertState.open, 1).setEpisodeId("taken-back").build());

    Await.holds(() -> assertThat(alertsAt("executed")).hasSize(1));
    JsonNode first = alertsAt("executed").get(0);
    assertThat(first.path("labels").path("severity").asText()).isEqualTo("ticket");
    assertThat(first.path("startsAt").asText())
        .startsWith(Episodes.ONSET.toString().substring(0, 19));
    assertThat(first.path("generatorURL").asText())
        .isEqualTo("https://chokepoint.example.org/live");

    // It becomes a page, and stays one alert; it outlives its end of 5 s on a quiet topic.
    episodes.write(
        Episodes.at("executed", AlertState.updated, 2).setSeverity(AlertSeverity.page).build());
    Await.holds(
        () ->
            assertThat(alertsAt("executed"))
                .singleElement()
                .satisfies(
                    alert ->
                        assertThat(alert.path("labels").path("severity").asText())
                            .isEqualTo("page")));
    String heard = alertsAt("executed").get(0).path("updatedAt").asText();
    Await.holds(
        () ->
            assertThat(alertsAt("executed").get(0).path("updatedAt").asText())
                .isGreaterThan(heard));
    Await.holds(() -> assertThat(hooks.takenAt("/pager")).hasSize(1));

    // Duplicates of a second job collapse.
    JobID second =
        RunningNotifier.start(
            flink,
            broker.bootstrapServers(),
            "second",
            """
            receivers:
              - {name: am, kind: alertmanager, url: "%s", allow_http: true, allow_private: true, repeat: 1s, hold: 5s}
              - {name: second, kind: webhook, url: "%s", allow_http: true, allow_private: true}
            """
                .formatted(alertmanager.url(), hooks.url("/second")),
            Files.createDirectories(folder.resolve("second")));
    Await.holds(() -> assertThat(hooks.takenAt("/second")).hasSizeGreaterThanOrEqualTo(2));
    assertThat(alertsAt("executed")).hasSize(1);
    flink.cancel(second);

    episodes.write(
        Episodes.at("executed", AlertState.resolved, 3).setSeverity(AlertSeverity.page).build());
    Await.holds(() -> assertThat(alertsAt("executed")).isEmpty());

    Await.holds(() -> assertThat(versions("/flaky")).contains(1, 2, 3));
    assertThat(hooks.at("/flaky").stream().filter(each -> each.answered() == 503)).hasSize(2);
    Await.holds(() -> assertThat(versions("/signed")).contains(1, 2, 3));
    theSignaturesAreThoseOfBothKeysAndEachKeyHasOneBody();

    String slack = "/slack/" + canaries.named("slack");
    Await.holds(() -> assertThat(hooks.takenAt(slack)).hasSize(3));
    assertThat(JSON.readTree(hooks.takenAt(slack).get(0).body()).path("text").asText())
        .contains("&lt;55 %&gt;");
    Await.holds(() -> assertThat(hooks.takenAt("/pager")).hasSize(2));
    assertThat(
            hooks.takenAt("/pager").stream()
                .map(each -> read(each.body()))
                .map(
                    each ->
                        each.path("event_action").asText()
                            + each.path("routing_key").asText()
                            + each.path("dedup_key").asText()))
        .containsExactly(
            "trigger" + canaries.named("routing") + opened.getEpisodeId(),
            "resolve" + canaries.named("routing") + opened.getEpisodeId());

    assertThat(hooks.at("/gone")).hasSize(3);
    assertThat(hooks.at("/moved")).hasSize(3);
    assertThat(hooks.at("/elsewhere")).isEmpty();
    Await.holds(
        () ->
            assertThat(undelivered())
                .filteredOn(each -> !each.getReceiver().equals("inside"))
                .extracting(UndeliveredAlert::getReceiver, UndeliveredAlert::getReason)
                .contains(
                    org.assertj.core.groups.Tuple.tuple("gone", UndeliveredReason.refused),
                    org.assertj.core.groups.Tuple.tuple("moved", UndeliveredReason.refused),
                    org.assertj.core.groups.Tuple.tuple("", UndeliveredReason.unreadable)));
    Await.holds(
        () ->
            assertThat(
                    new Committed<>(broker.bootstrapServers(), PAGES, Alert.class)
                        .all().stream()
                            .filter(each -> each.getTo().equals("executed"))
                            .map(Alert::getVersion))
                .containsExactly(1, 2, 3));
    assertThat(flink.status(job)).isEqualTo(JobStatus.RUNNING);
    noSecretIsAnywhere();
  }

  @Test
  void silencesAndInhibitionWorkOnTheLabels() throws Exception {
    episodes.write(Episodes.at("admitted", AlertState.open, 1).build());
    episodes.write(Episodes.at("paid", AlertState.open, 1).setRole(AlertRole.impacted).build());

    Await.holds(() -> assertThat(state("paid").path("inhibitedBy")).isNotEmpty());
    assertThat(state("admitted").path("state").asText()).isEqualTo("active");

    alertmanager.silence("stage", "admitted");
    Await.holds(() -> assertThat(state("admitted").path("silencedBy")).isNotEmpty());

    episodes.write(Episodes.at("admitted", AlertState.resolved, 2).build());
    Await.holds(() -> assertThat(state("paid").path("inhibitedBy")).isEmpty());
    episodes.write(Episodes.at("paid", AlertState.resolved, 2).setRole(AlertRole.impacted).build());
  }

  @Test
  void whatWasOpenIsDeliveredWhenTheReceiverIsBackAndNobodyElseWaits() throws Exception {
    Await.holds(() -> assertThat(flink.status(job)).isEqualTo(JobStatus.RUNNING));
    hooks.goAway();
    episodes.write(Episodes.at("rewarded", AlertState.open, 1).build());
    episodes.write(Episodes.at("verified", AlertState.open, 1).build());
    episodes.write(Episodes.at("verified", AlertState.resolved, 2).build());
    // Alertmanager hears of it while the webhooks are away.
    Await.holds(() -> assertThat(alertsAt("rewarded")).hasSize(1));

    hooks.comeBack();
    Await.holds(
        () ->
            assertThat(
                    hooks.takenAt("/signed").stream().map(each -> each.headers().get("Webhook-id")))
                .contains(key("rewarded", 1), key("verified", 1), key("verified", 2)));
    episodes.write(Episodes.at("rewarded", AlertState.resolved, 2).build());
    Await.holds(() -> assertThat(alertsAt("rewarded")).isEmpty());
    assertThat(flink.status(job)).isEqualTo(JobStatus.RUNNING);
  }

  private static JsonNode state(String stage) throws Exception {
    List<JsonNode> alerts = alertsAt(stage);
    assertThat(alerts).hasSize(1);
    return alerts.get(0).path("status");
  }

  private static String key(String stage, int version) {
    return Episodes.at(stage, AlertState.open, 1).getEpisodeId() + "#" + version;
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (java.io.IOException e) {
      throw new AssertionError(body, e);
    }
  }

  private static Set<Integer> versions(String path) {
    return hooks.takenAt(path).stream()
        .map(each -> read(each.body()).path("data"))
        .filter(data -> data.path("to").asText().equals("executed"))
        .map(data -> data.path("version").asInt())
        .collect(Collectors.toSet());
  }

  private static List<UndeliveredAlert> undelivered() {
    return new Committed<>(
            broker.bootstrapServers(), ResultTopics.UNDELIVERED, UndeliveredAlert.class)
        .all();
  }

  private static void theSignaturesAreThoseOfBothKeysAndEachKeyHasOneBody() throws Exception {
    Map<String, String> bodies = new HashMap<>();
    for (Hooks.Received each : hooks.takenAt("/signed")) {
      String id = each.headers().get("Webhook-id");
      assertThat(each.headers().get("Idempotency-key")).isEqualTo(id);
      assertThat(each.headers().get("Authorization"))
          .isEqualTo("Bearer " + canaries.named("bearer"));
      String signed = id + "." + each.headers().get("Webhook-timestamp") + "." + each.body();
      List<String> expected = new ArrayList<>();
      for (String key : List.of("new", "old")) {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(canaries.keyBytes(key), "HmacSHA256"));
        expected.add(
            "v1,"
                + Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
      }
      assertThat(each.headers().get("Webhook-signature")).isEqualTo(String.join(" ", expected));
      assertThat(bodies.merge(id, each.body(), (one, other) -> one)).isEqualTo(each.body());
    }
    assertThat(bodies).hasSizeGreaterThanOrEqualTo(3);
  }

  private static void noSecretIsAnywhere() throws Exception {
    canaries.assertAbsentInFiles(checkpoints);
    canaries.assertAbsentInRest(flink.webAddress(), job.toHexString());
    canaries.assertAbsentIn(
        "thread dump",
        Thread.getAllStackTraces().entrySet().stream()
            .map(each -> each.getKey() + " " + List.of(each.getValue()))
            .collect(Collectors.joining()));
    canaries.assertAbsentIn("undelivered", undelivered().toString());
  }
}
