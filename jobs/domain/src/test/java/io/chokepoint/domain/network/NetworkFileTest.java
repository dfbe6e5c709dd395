package io.chokepoint.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chokepoint.domain.network.document.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkFileTest {

  private static final String SMALLEST =
      """
      network: small
      topics: {a: {}, b: {}}
      paths:
        - name: p
          key: id
          cohort: 1m
          stages:
            - {name: first, layer: l, topic: a}
            - {name: second, layer: m, topic: b, within: 10s}
      """;

  @Test
  void whatAFileLeavesOutHasItsDefault() {
    Network network = NetworkFile.parse("small.yaml", SMALLEST);

    assertThat(network.name()).isEqualTo("small");
    assertThat(network.layers()).containsExactly("l", "m");
    assertThat(network.topics()).first().isEqualTo(new Topic("a", null, "time", 0, 60_000));
    assertThat(network.ring()).isEmpty();
    Path path = network.paths().get(0);
    assertThat(path.anchor()).isEqualTo(Anchor.ONCE);
    assertThat(path.withinMillis()).isEqualTo(Network.UNBOUNDED);
    assertThat(path.value()).isNull();
    assertThat(path.segments()).isEmpty();
    assertThat(path.stages())
        .containsExactly(
            new Stage(
                "first",
                "l",
                "a",
                Network.NO_STAGE,
                "id",
                Network.UNBOUNDED,
                0,
                Map.of(),
                null,
                Map.of(),
                null,
                null),
            new Stage(
                "second", "m", "b", 0, "id", 10_000, 0, Map.of(), null, Map.of(), null, null));
  }

  @Test
  void whatAFileSaysIsInTheNetwork() {
    Network network =
        NetworkFile.parse(
            "full.yaml",
            """
            network: full
            layers: [users, compute, trust]
            topics:
              in: {layer: users, time: at, lateness: 5s, idle: 250ms}
              out: {time: at}
            paths:
              - name: p
                key: id
                anchor: per-window
                cohort: 1m
                within: 2h
                value: {field: price, scale: 6, unit: OPG, unit_digits: 18}
                segments:
                  - {name: app, at: asked, field: app_id, max_values: 7}
                stages:
                  - {name: asked, layer: users, topic: in, where: {kind: asked}}
                  - name: done
                    layer: compute
                    topic: out
                    key: job
                    within: 5m
                    skew: 1m
                    where: {kind: [done, 7, true]}
                    fails: {where: {kind: failed}, reason: why}
                    when: {mode: [batch]}
                    target: 0.95
                  - name: paid
                    layer: trust
                    topic: out
                    group: {member: done, field: session}
                  - name: proven
                    after: done
                    layer: trust
                    topic: out
                    group: {member: asked, members: ids}
            flywheel:
              - {from: users, to: trust, path: p, edge: [asked, paid]}
            """);

    assertThat(network.layers()).containsExactly("users", "compute", "trust");
    assertThat(network.topics())
        .containsExactly(
            new Topic("in", "users", "at", 5_000, 250), new Topic("out", null, "at", 0, 60_000));
    Path path = network.paths().get(0);
    assertThat(path.anchor()).isEqualTo(Anchor.PER_WINDOW);
    assertThat(path.cohortMillis()).isEqualTo(60_000);
    assertThat(path.withinMillis()).isEqualTo(7_200_000);
    assertThat(path.value()).isEqualTo(new Value("price", 6, "OPG", 18));
    assertThat(path.segments()).containsExactly(new Dimension("app", "asked", "app_id", 7));
    assertThat(path.stages().get(0).where()).isEqualTo(Map.of("kind", Set.of("asked")));
    assertThat(path.stages().get(1))
        .isEqualTo(
            new Stage(
                "done",
                "compute",
                "out",
                0,
                "job",
                300_000,
                60_000,
                Map.of("kind", Set.of("done", "7", "true")),
                new Refusal(Map.of("kind", Set.of("failed")), "why"),
                Map.of("mode", Set.of("batch")),
                null,
                0.95));
    assertThat(path.stages().get(2).after()).isEqualTo(1);
    assertThat(path.stages().get(2).group()).isEqualTo(new Group("done", "session", null));
    assertThat(path.stages().get(3).after()).isEqualTo(1);
    assertThat(path.stages().get(3).group()).isEqualTo(new Group("asked", null, "ids"));
    assertThat(network.ring())
        .containsExactly(new RingEdge("users", "trust", "p", "asked", "paid"));
  }

  @Test
  void aStageDeclaredBeforeItsPredecessorMovesBehindIt() {
    Path path =
        NetworkFile.parse(
                "order.yaml",
                SMALLEST
                    + "      - {name: fourth, layer: l, topic: a, after: third, within: 1s}\n"
                    + "      - {name: third, layer: l, topic: a, after: second, within: 1s}\n"
                    + "      - {name: fifth, layer: l, topic: a, within: 1s}\n")
            .paths()
            .get(0);

    assertThat(path.stages())
        .extracting(Stage::name, Stage::after)
        .containsExactly(
            tuple("first", -1),
            tuple("second", 0),
            tuple("third", 1),
            tuple("fourth", 2),
            tuple("fifth", 2));
  }

  @Test
  void jsonIsReadLikeYamlWhateverItsLayout() {
    String json =
        "{\"network\":\"small\",\n\t\"topics\":{\"a\":{},\"b\":{}},\"paths\":[{\"name\":\"p\","
            + "\"key\":\"id\",\"cohort\":\"1m\",\"stages\":["
            + "{\"name\":\"first\",\"layer\":\"l\",\"topic\":\"a\"},\n\t\t"
            + "{\"name\":\"second\",\"layer\":\"m\",\"topic\":\"b\",\"within\":\"10s\"}]}]}";

    assertThat(NetworkFile.parse("small.json", json))
        .isEqualTo(NetworkFile.parse("small.yaml", SMALLEST));
    assertThat(NetworkFile.parse("small.json", "\uFEFF " + json))
        .isEqualTo(NetworkFile.parse("small.yaml", SMALLEST));
    assertThat(faults(json.replace("\"10s\"", "10"))).extracting(Fault::line).containsExactly(3);
  }

  @Test
  void yamlInBracesIsYaml() {
    assertThat(faults("{network: small, topics: {}, paths: [], more: 1}"))
        .extracting(Fault::message)
        .containsExactly("the network has no path", "the network file has no key 'more'");
  }

  @ParameterizedTest
  @MethodSource("conformanceNetworks")
  void everyNetworkOfTheConformanceCasesLoads(JsonNode network) {
    assertThat(NetworkFile.parse("case.json", network.toPrettyString()).name())
        .isEqualTo(network.get("network").asText());
  }

  static Stream<JsonNode> conformanceNetworks() {
    try (InputStream file =
        Objects.requireNonNull(
            NetworkFileTest.class.getResourceAsStream("/conformance/journeys.json"))) {
      List<JsonNode> networks =
          StreamSupport.stream(new ObjectMapper().readTree(file).spliterator(), false)
              .map(test -> test.get("network"))
              .toList();
      assertThat(networks).hasSize(24);
      return networks.stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void aFileThatIsNotThereIsAFault(@TempDir java.nio.file.Path folder) {
    assertThat(loadFaults(folder.resolve("none.yaml")))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.message()).isEqualTo("there is no such file");
              assertThat(fault.text())
                  .endsWith(
                      "none.yaml: there is no such file;"
                          + " check the path and the spelling of its name");
            });
  }

  @Test
  void aDirectoryIsAFault(@TempDir java.nio.file.Path folder) {
    assertThat(loadFaults(folder))
        .extracting(Fault::message)
        .containsExactly("this is a directory");
  }

  @Test
  void bytesThatAreNotUtf8AreAFaultAtTheirLine(@TempDir java.nio.file.Path folder)
      throws IOException {
    java.nio.file.Path file = folder.resolve("latin.yaml");
    Files.write(file, "network: a\nlayers: [caf\u00e9]\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(loadFaults(file))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.line()).isEqualTo(2);
              assertThat(fault.column()).isEqualTo(13);
              assertThat(fault.message()).isEqualTo("this is not UTF-8 text");
            });
  }

  @Test
  void aFileIsLoadedAsItsTextIsParsed(@TempDir java.nio.file.Path folder) throws IOException {
    java.nio.file.Path file = folder.resolve("small.yaml");
    Files.writeString(file, SMALLEST);

    assertThat(NetworkFile.load(file)).isEqualTo(NetworkFile.parse("small.yaml", SMALLEST));
  }

  private static List<Fault> faults(String text) {
    return catchThrowableOfType(
            NetworkFileException.class, () -> NetworkFile.parse("network", text))
        .faults();
  }

  private static List<Fault> loadFaults(java.nio.file.Path file) {
    return catchThrowableOfType(NetworkFileException.class, () -> NetworkFile.load(file)).faults();
  }
}
