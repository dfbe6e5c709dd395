package io.chokepoint.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chokepoint.domain.alert.Receiver.Format;
import io.chokepoint.domain.alert.Receiver.Kind;
import io.chokepoint.domain.network.NetworkFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertFileTest {

  private static final String SOUND =
      """
      receivers:
        - {name: oncall, kind: alertmanager, url: "http://alertmanager:9093", allow_http: true, allow_private: true}
        - {name: chat, kind: webhook, format: slack, url: "${env:SLACK_URL}", repeat: 1h}
        - {name: pager, kind: webhook, format: pagerduty, routing_key: "${file:/run/secrets/pd}"}
        - {name: books, kind: webhook, url: https://books.example.org/in, sign: ["${env:NEW}", "${env:OLD}"]}
        - {name: topic, kind: kafka, topic: network.pages}
        - {name: lines, kind: log}
      routes:
        - {to: [oncall, lines]}
        - {severity: page, to: [pager, topic]}
        - {path: request, layer: [compute, payments], stage: executed, segment: {app: [a, b]}, to: [chat, books]}
      """;

  private static AlertPlan parse(String text) {
    return AlertFile.parse("alerts.yaml", text, null);
  }

  private static List<String> faults(String text) {
    AlertFileException refused = catchThrowableOfType(AlertFileException.class, () -> parse(text));
    return refused.getMessage().lines().toList();
  }

  private static EpisodeLabels episode(
      String stage, String severity, Map<String, List<String>> segments) {
    return new EpisodeLabels("request", "compute", stage, severity, segments);
  }

  @Test
  void everyReceiverHasWhatItsKindNeeds() {
    AlertPlan plan = parse(SOUND);

    assertThat(plan.receivers())
        .extracting(Receiver::kind)
        .containsExactly(
            Kind.ALERTMANAGER, Kind.WEBHOOK, Kind.WEBHOOK, Kind.WEBHOOK, Kind.KAFKA, Kind.LOG);
    assertThat(plan.receivers().get(0).timing().repeatMillis()).isEqualTo(60_000);
    assertThat(plan.receivers().get(0).timing().holdMillis()).isEqualTo(240_000);
    assertThat(plan.receivers().get(2).format()).isEqualTo(Format.PAGERDUTY);
    assertThat(plan.receivers().get(2).target().written())
        .isEqualTo("https://events.pagerduty.com/v2/enqueue");
    assertThat(plan.receivers().get(3).signingKeys()).hasSize(2);
    assertThat(plan.receivers().get(4).target().written()).isEqualTo("network.pages");
  }

  @Test
  void anEpisodeGoesWhereARouteHoldsInAllThatItNames() {
    AlertPlan plan = parse(SOUND);

    assertThat(plan.toldOf(episode("paid", "ticket", Map.of()))).containsExactly("oncall", "lines");
    assertThat(plan.toldOf(episode("paid", "page", Map.of())))
        .containsExactly("oncall", "pager", "topic", "lines");
    assertThat(plan.toldOf(episode("executed", "ticket", Map.of("app", List.of("b")))))
        .containsExactly("oncall", "chat", "books", "lines");
    assertThat(plan.toldOf(episode("executed", "ticket", Map.of("app", List.of("c")))))
        .containsExactly("oncall", "lines");
  }

  @Test
  void withoutRoutesEverybodyIsToldOfEverything() {
    assertThat(
            parse("receivers: [{name: a, kind: log}, {name: b, kind: log}]")
                .toldOf(episode("paid", "unknown", Map.of())))
        .containsExactly("a", "b");
  }

  @Test
  void everyFaultIsNamedAtOnceWithItsLineAndWhatToWriteInstead() {
    assertThat(
            faults(
                """
                receivers:
                  - {name: oncall, kind: alertmanger, url: x}
                  - {name: chat, kind: webhook, url: "http://chat.example.org"}
                  - {name: chat, kind: log, topic: x}
                  - {name: books, kind: webhook, url: "https://10.0.0.7/in", sign: whsec_c2VjcmV0}
                  - {name: pager, kind: webhook, format: pagerduty, timeout: 5m}
                  - {name: am, kind: alertmanager, url: "https://am.example.org", repeat: 1m, hold: 90s}
                  - {name: no, kind: webhook, url: "https://u:p@example.org", in_flight: 0}
                routes:
                  - {severity: pages, to: [chatt, oncall, books, pager, am]}
                """))
        .containsExactly(
            "alerts.yaml:2: there is no kind 'alertmanger'; did you mean 'alertmanager'?",
            "alerts.yaml:3: the URL of this receiver is not https; write one such as"
                + " https://hooks.example.org/chokepoint, or 'allow_http: true' beside it if http"
                + " is meant",
            "alerts.yaml:4: receiver 'chat' is declared twice; give one of the two another name",
            "alerts.yaml:4: a receiver of kind 'log' has no 'topic'; take it out, or write the kind"
                + " that has it",
            "alerts.yaml:5: '10.0.0.7' is a private or local address; write 'allow_private: true'"
                + " beside it if that is meant",
            "alerts.yaml:5: 'sign' of this receiver holds the secret itself; write where it is kept:"
                + " ${env:NAME} or ${file:/path}",
            "alerts.yaml:6: this receiver has no 'routing_key'; add 'routing_key', such as"
                + " routing_key: ${env:PAGERDUTY_KEY}",
            "alerts.yaml:6: a request that may take 5m would hold up checkpoints; write at most 1m",
            "alerts.yaml:7: an open alert ends 90s after it was told, and is told again every 1m;"
                + " write a 'hold' of at least twice 'repeat', so that one lost request does not end"
                + " it",
            "alerts.yaml:8: no route leads to receiver 'no'; add a route with 'to: [no]', or take the"
                + " receiver out",
            "alerts.yaml:8: the URL of this receiver has a user or password in it; write one such as"
                + " https://hooks.example.org/chokepoint, or 'allow_http: true' beside it if http is"
                + " meant",
            "alerts.yaml:8: 'in_flight' of this receiver is '0'; write a whole number from 1 to 64",
            "alerts.yaml:10: the route names severity 'pages', which does not exist; did you mean"
                + " 'page'?",
            "alerts.yaml:10: the route names receiver 'chatt', which does not exist; did you mean"
                + " 'chat'?");
  }

  @Test
  void routesAreHeldAgainstTheNetwork() {
    AlertFileException refused =
        catchThrowableOfType(
            AlertFileException.class,
            () ->
                AlertFile.parse(
                    "alerts.yaml",
                    """
                    receivers: [{name: a, kind: log}]
                    routes:
                      - {path: requst, layer: compute, stage: excuted, segment: {ap: [x]}, to: a}
                    """,
                    NetworkFile.load(Path.of("../../networks/inference.yaml"))));

    assertThat(refused.getMessage())
        .contains("path 'requst', which does not exist; did you mean 'request'?")
        .contains("stage 'excuted', which does not exist; did you mean 'executed'?")
        .contains("dimension 'ap', which does not exist; did you mean 'app'?");
  }

  @Test
  void whatIsPrintedOfAReceiverHoldsReferencesOnly() {
    SecretText url = new SecretText("https://hooks.example.org/${env:TOKEN}");
    SecretText.Keeper keeper =
        new SecretText.Keeper() {
          @Override
          public String environment(String name) {
            return "canary-$1";
          }

          @Override
          public String file(String path) {
            return "";
          }
        };

    assertThat(url.resolve(keeper)).isEqualTo("https://hooks.example.org/canary-$1");
    assertThat(url).hasToString("https://hooks.example.org/${env:TOKEN}");
  }
}
