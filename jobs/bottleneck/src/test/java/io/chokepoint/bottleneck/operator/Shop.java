package io.chokepoint.bottleneck.operator;

import io.chokepoint.bottleneck.PipelineOptions;
import io.chokepoint.bottleneck.io.EventPlacement;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A network of three stages with a refusal, segments, a value and a group, and events of it. */
public final class Shop {
  public static final long MINUTE = 60_000;

  /** Far from 1970, so that nothing is right by chance. */
  public static final long START = 29_000_000 * MINUTE;

  public static final Network NETWORK =
      NetworkFile.parse(
          "shop.yaml",
          """
          network: shop
          topics: {visits: {lateness: 5s}, orders: {}, payments: {}}
          paths:
            - name: sale
              key: id
              cohort: 1m
              value: {field: price, scale: 2}
              segments: [{name: app, at: visited, field: app, max_values: 2}]
              stages:
                - {name: visited, layer: users, topic: visits}
                - name: ordered
                  layer: models
                  topic: orders
                  within: 10m
                  skew: 1m
                  where: {type: [done]}
                  fails: {where: {type: [failed]}, reason: why}
                  target: 0.9
                - name: paid
                  layer: payments
                  topic: payments
                  within: 15m
                  target: 0.8
                  group: {member: ordered, field: session}
          """);

  public static final PipelineOptions OPTIONS = PipelineOptions.defaultsFor(NETWORK);

  /** After this, no journey of {@link #stream} and none of its cohorts can change any more. */
  public static final long LONG_OVER = START + 200 * MINUTE;

  private Shop() {}

  public static SourceRecord event(String topic, long time, Map<String, String> fields) {
    EventPlacement placement =
        new EventPlacement(NETWORK, NETWORK.topicIndex(topic), () -> START, Long.MAX_VALUE / 2);
    placement.fields().clear();
    String[] names = placement.names();
    placement.fields().set(0, Long.toString(time));
    for (int i = 1; i < names.length; i++) {
      String text = fields.get(names[i]);
      if (text != null) {
        placement.fields().set(i, text);
      }
    }
    return placement.place(new Origin(topic, 3, 17, time + 1, new byte[] {1}, new byte[] {2, 3}));
  }

  public static List<StageEvent> visit(String id, long time, String app) {
    return event("visits", time, Map.of("id", id, "app", app, "price", "1.25")).events();
  }

  public static List<StageEvent> order(String id, long time, String session) {
    return event("orders", time, Map.of("id", id, "type", "done", "session", session)).events();
  }

  public static List<StageEvent> refusal(String id, long time, String why) {
    return event("orders", time, Map.of("id", id, "type", "failed", "why", why)).events();
  }

  public static List<StageEvent> payment(String session, long time) {
    return event("payments", time, Map.of("session", session)).events();
  }

  /** Events of some 40 minutes in any order, one in eight redelivered. */
  public static List<StageEvent> stream(Random random) {
    List<StageEvent> events = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      String id = "id-" + i;
      String session = "session-" + i / 6;
      long visited = START + random.nextLong(10 * MINUTE);
      events.addAll(visit(id, visited, "app-" + random.nextInt(4)));
      for (int n = random.nextInt(4); n > 0; n--) {
        long ordered = visited - MINUTE + random.nextLong(13 * MINUTE);
        events.addAll(order(id, ordered, session));
        if (random.nextInt(3) == 0) {
          events.addAll(payment(session, ordered + random.nextLong(17 * MINUTE)));
        }
      }
      if (random.nextInt(4) == 0) {
        events.addAll(refusal(id, visited + random.nextLong(9 * MINUTE), "r" + random.nextInt(2)));
      }
    }
    for (int n = events.size() / 8; n > 0; n--) {
      events.add(events.get(random.nextInt(events.size())));
    }
    Collections.shuffle(events, random);
    return events;
  }
}
