package io.chokepoint.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.journey.StageEvent.Kind;
import io.chokepoint.domain.journey.TopicRoles.Placed;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicRolesTest {
  private static final Network NETWORK =
      NetworkFile.parse(
          "shop.yaml",
          """
          network: shop
          topics: {visits: {}, work: {time: at}, pay: {}, proofs: {}}
          paths:
            - name: sale
              key: id
              cohort: 1m
              within: 1h
              value: {field: price, scale: 2}
              segments: [{name: app, at: visited, field: app}, {name: node, at: done, field: node}]
              stages:
                - {name: visited, layer: a, topic: visits}
                - name: done
                  layer: b
                  topic: work
                  where: {status: [ok, fine], kind: [job]}
                  fails: {where: {status: [broken]}, reason: why}
                - {name: paid, layer: c, topic: pay, group: {member: done, field: session}}
                - {name: proven, layer: d, topic: proofs, after: done, group: {member: done, members: ids}, when: {mode: [open]}}
            - name: again
              key: user
              anchor: per-window
              cohort: 1m
              within: 1h
              stages:
                - {name: came, layer: a, topic: visits}
                - {name: returned, layer: a, topic: visits}
          """);

  private final List<StageEvent> events = new ArrayList<>();

  @Test
  void whereDecidesWhichEventsAreOfTheStage() {
    assertThat(place("work", "id", "k", "status", "ok", "kind", "job")).isEqualTo(Placed.PLACED);
    assertThat(events).extracting(StageEvent::slot).containsExactly(1);
    assertThat(place("work", "id", "k", "status", "ok")).isEqualTo(Placed.NOT_ASKED_FOR);
    assertThat(place("work", "id", "k", "status", "OK", "kind", "job"))
        .isEqualTo(Placed.NOT_ASKED_FOR);
    assertThat(place("work")).isEqualTo(Placed.NOT_ASKED_FOR);
  }

  @Test
  void failsMakesARefusalWithItsReason() {
    place("work", "id", "k", "status", "broken", "why", "heat");
    assertThat(events).hasSize(1);
    assertThat(events.get(0).slot()).isEqualTo(StageEvent.refusalSlot(1));
    assertThat(events.get(0).texts()).containsExactly("heat");
    place("work", "id", "k", "status", "broken");
    assertThat(events.get(0).texts()).containsExactly(Reasons.UNSPECIFIED);
  }

  @Test
  void anEventWithoutItsKeyIsSaidToBeSo() {
    assertThat(place("work", "status", "ok", "kind", "job")).isEqualTo(Placed.WITHOUT_KEY);
    assertThat(place("work", "id", "", "status", "ok", "kind", "job"))
        .isEqualTo(Placed.WITHOUT_KEY);
    assertThat(place("visits", "user", "u")).isEqualTo(Placed.PLACED);
    assertThat(events).extracting(StageEvent::path).containsOnly(1);
    assertThat(place("visits")).isEqualTo(Placed.WITHOUT_KEY);
    assertThat(place("proofs")).isEqualTo(Placed.WITHOUT_KEY);
  }

  @Test
  void anEventAnswersEveryConditionOfItsPath() {
    place("visits", "id", "k");
    assertThat(events.get(0).facts()).isZero();
    place("visits", "id", "k", "mode", "closed");
    assertThat(events.get(0).facts()).isEqualTo(1);
    place("visits", "id", "k", "mode", "open");
    assertThat(events.get(0).facts()).isEqualTo(3);
  }

  @Test
  void anEventThatIsAlsoAnEntryIsMarked() {
    place("visits", "user", "u");
    assertThat(events).extracting(StageEvent::facts).containsExactly(0L, PathPlan.ALSO_ENTRY);
  }

  @Test
  void segmentsAreTheTextsOfTheStageThatBindsThem() {
    place("visits", "id", "k", "app", "chat", "node", "ignored");
    assertThat(events.get(0).texts()).containsExactly("chat");
    place("visits", "id", "k", "app", "");
    assertThat(events.get(0).texts()).containsExactly(Reasons.NO_VALUE);
    place("work", "id", "k", "status", "ok", "kind", "job", "node", "n1");
    assertThat(events.get(0).texts()).containsExactly("n1");
  }

  @Test
  void aLongTextIsCutBetweenCharactersSoThatItComesBackFromTheState() {
    for (String text : List.of("x".repeat(255) + "😀😀", "\uD83D", "a\uDE00b")) {
      place("visits", "id", "k", "app", text);
      StageEvent event = events.get(0);
      assertThat(event.texts()[0].length()).isBetween(1, 256);
      Packing.Writer writer = new Packing.Writer();
      writer.text(event.texts()[0]);
      Packing.Reader reader = new Packing.Reader();
      reader.reset(writer.toBytes());
      assertThat(reader.text()).isEqualTo(event.texts()[0]);
    }
  }

  @ParameterizedTest
  @CsvSource({"1.239, 123", "-0.5, -50", "1e3, 100000", "'', 0", ", 0"})
  void theValueIsAFixedPointNumber(String price, long expected) {
    assertThat(place("visits", "id", "k", "price", price == null ? "" : price))
        .isEqualTo(Placed.PLACED);
    assertThat(events.get(0).value()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"a", "92233720368547758.08", "1e999999999", "1e-999999999", "0x10"})
  void aValueThatIsNoneIsRefused(String price) {
    assertThat(place("visits", "id", "k", "price", price)).isEqualTo(Placed.BAD_VALUE);
  }

  @Test
  void aMemberJoinsTheGroupItNamesAndTheGroupsEventStandsForAll() {
    place("work", "id", "k", "status", "ok", "kind", "job", "session", "s");
    assertThat(events).extracting(StageEvent::kind).containsExactly(Kind.JOURNEY, Kind.MEMBER);
    StageEvent member = events.get(1);
    assertThat(member.slot()).isEqualTo(2);
    assertThat(member.key()).isEqualTo(CorrelationKey.pack("s"));
    assertThat(member.member()).isEqualTo(CorrelationKey.pack("k"));
    place("pay", "session", "s");
    assertThat(events).extracting(StageEvent::kind).containsExactly(Kind.SET);
    assertThat(events.get(0).key()).isEqualTo(member.key());
  }

  @Test
  void anEventThatListsItsMembersIsAnEventOfEach() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("ids", Arrays.asList("k1", "", "k2"));
    assertThat(place("proofs", fields)).isEqualTo(Placed.PLACED);
    assertThat(events).extracting(e -> CorrelationKey.unpack(e.key())).containsExactly("k1", "k2");
  }

  @Test
  void theFirstFieldIsTheTimeOfTheTopic() {
    assertThat(roles("work").fields()[0]).isEqualTo("at");
    assertThat(roles("visits").fields()[0]).isEqualTo("time");
  }

  private static TopicRoles roles(String topic) {
    return new TopicRoles(
        NETWORK,
        NETWORK.topicIndex(topic),
        List.of(new PathPlan(NETWORK, 0), new PathPlan(NETWORK, 1)));
  }

  private Placed place(String topic, String... fields) {
    Map<String, Object> byName = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      byName.put(fields[i], fields[i + 1]);
    }
    return place(topic, byName);
  }

  @SuppressWarnings("unchecked")
  private Placed place(String topic, Map<String, Object> byName) {
    TopicRoles roles = roles(topic);
    EventFields fields = new EventFields(roles.fields().length);
    for (int f = 0; f < fields.size(); f++) {
      Object value = byName.get(roles.fields()[f]);
      if (value instanceof List<?> list) {
        fields.setList(f, (List<String>) list);
      } else if (value != null) {
        fields.set(f, value.toString());
      }
    }
    events.clear();
    return roles.place(fields, 1_000, events::add);
  }
}
