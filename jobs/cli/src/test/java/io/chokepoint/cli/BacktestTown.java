package io.chokepoint.cli;

import java.util.SplittableRandom;

/** A network, a recording in which compute fails in its second half, and the truth about it. */
final class BacktestTown {

  static final String NETWORK =
      """
      network: town & sons
      layers: [users, compute, payments, trust]
      topics:
        events: {time: at}
      paths:
        - name: request
          key: id
          cohort: 1m
          segments:
            - {name: node, at: asked, field: node}
          stages:
            - {name: asked, layer: users, topic: events, where: {type: asked}}
            - {name: answered, layer: compute, topic: events, within: 5m, where: {type: answered}, fails: {where: {type: failed}, reason: why}, target: 0.9}
            - {name: paid, layer: payments, topic: events, within: 10m, where: {type: paid}, target: 0.9}
            - {name: trusted, layer: trust, after: answered, topic: events, within: 10m, where: {type: trusted}}
      flywheel:
        - {from: users, to: compute, path: request, edge: [asked, answered]}
        - {from: compute, to: payments, path: request, edge: [answered, paid]}
        - {from: users, to: trust, path: request, edge: [asked, trusted]}
      """;

  static final String TRUTH =
      """
      {"network": "town & sons", "scenario": "compute-fails", "sentence": "Compute answers few.",
       "quiet": false, "seed": 1, "start": "2026-01-01T00:00:00Z", "end": "2026-01-01T00:40:00Z",
       "requests_per_minute": 20.0,
       "incidents": [{"kind": "lossy", "layer": "compute", "path": "request", "stage": "answered",
         "topic": null, "dimension": null, "values": [], "onset": "2026-01-01T00:20:00Z",
         "full": "2026-01-01T00:20:00Z", "end": "2026-01-01T00:40:00Z", "share": 0.6, "factor": 1.0,
         "delay_ms": 0, "reason": null, "lost": 123, "hit": 123}]}
      """;

  static final String HOSTILE_REASON = "</td><script>window.ran=1</script>";

  private static final String HOSTILE_NODE = "\"\"><img src=x onerror=alert(1)>";

  /** 2026-01-01T00:00:00Z. */
  private static final long START_MILLIS = 1_767_225_600_000L;

  private static final long MINUTE_MILLIS = 60_000;
  private static final int REQUESTS_A_MINUTE = 20;

  private BacktestTown() {}

  /** The events of so many minutes. */
  static String events(int minutes) {
    SplittableRandom random = new SplittableRandom(20260101);
    StringBuilder csv = new StringBuilder("id,type,at,node,why\n");
    for (int minute = 0; minute < minutes; minute++) {
      for (int i = 0; i < REQUESTS_A_MINUTE; i++) {
        String id = "r" + (minute * REQUESTS_A_MINUTE + i);
        long at = START_MILLIS + minute * MINUTE_MILLIS + i * 1_000L;
        String node = i % 4 == 0 ? "\"" + HOSTILE_NODE + "\"" : "node-" + i % 4;
        csv.append(id + ",asked," + at + "," + node + ",\n");
        if (minute >= minutes / 2 && random.nextInt(100) < 60) {
          csv.append(id + ",failed," + (at + 900) + ",," + HOSTILE_REASON + "\n");
          continue;
        }
        csv.append(id + ",answered," + (at + 200 + random.nextInt(4_000)) + ",,\n");
        csv.append(id + ",paid," + (at + 30_000 + random.nextInt(90_000)) + ",,\n");
        if (random.nextInt(100) < 80) {
          csv.append(id + ",trusted," + (at + 60_000 + random.nextInt(90_000)) + ",,\n");
        }
      }
    }
    return csv.toString();
  }
}
