package io.chokepoint.bench.ladder;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Stage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What reads the recorded stream: a rung of the ladder, which is the job cut off, or a peer. */
public enum Contender {
  /** A consumer of its own, without Flink. */
  R0("R0", "raw poll of bytes", Scope.NETWORK),
  /** What any job on Flink pays. */
  BYTES("bytes", "KafkaSource, bytes, discarded", Scope.NETWORK),
  /** The limit of this job. */
  R1("R1", "KafkaSource, the job's decoder, discarded", Scope.NETWORK),
  /** The first exchange. */
  R2("R2", "+ watermarks, routing, keyBy", Scope.NETWORK),
  /** The join. */
  R3("R3", "+ fan-in groups, journeys", Scope.NETWORK),
  /** All that is decided. */
  R4("R4", "+ cohorts, detection, diagnosis", Scope.NETWORK),
  /** All of the job. */
  R5("R5", "+ exactly-once sinks, checkpoints every 10 s", Scope.NETWORK),
  /** What the peers compute, and all that the job says of it. */
  REQUEST("request", "R4 over the request path alone", Scope.REQUEST_PATH),
  /** Flink's Table API. */
  SQL("sql", "Flink SQL, left interval joins", Scope.REQUEST_PATH),
  /** Flink's DataStream API. */
  INTERVALS("intervals", "DataStream, interval joins", Scope.REQUEST_PATH),
  /** Kafka Streams. */
  STREAMS("streams", "Kafka Streams, windowed joins", Scope.REQUEST_PATH);

  /** Which part of the network is read. */
  private enum Scope {
    NETWORK,
    REQUEST_PATH
  }

  /** The path that peers evaluate: the longest of the default network, with all kinds of groups. */
  public static final String PATH = "request";

  private final String id;
  private final String words;
  private final Scope scope;

  Contender(String id, String words, Scope scope) {
    this.id = id;
    this.words = words;
    this.scope = scope;
  }

  /** As tables name it. */
  public String id() {
    return id;
  }

  /** What it is. */
  public String words() {
    return words;
  }

  /** Whether it is written for another engine, and says its rows itself. */
  public boolean isPeer() {
    return compareTo(REQUEST) > 0;
  }

  /** The part of a network that it reads. */
  public Network of(Network whole) {
    if (scope == Scope.NETWORK) {
      return whole;
    }
    var path = whole.paths().stream().filter(p -> p.name().equals(PATH)).findFirst().orElseThrow();
    Set<String> read = path.stages().stream().map(Stage::topic).collect(Collectors.toSet());
    return new Network(
        whole.name(),
        whole.layers(),
        whole.topics().stream().filter(topic -> read.contains(topic.name())).toList(),
        List.of(path),
        List.of());
  }
}
