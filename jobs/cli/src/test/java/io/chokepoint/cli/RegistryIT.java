package io.chokepoint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chokepoint.bottleneck.BottleneckJob;
import io.chokepoint.bottleneck.JobOptions;
import io.chokepoint.bottleneck.io.KafkaEnds.Reading;
import io.chokepoint.cli.local.LocalBroker;
import io.chokepoint.cli.local.LocalFlink;
import io.chokepoint.cli.local.LocalTopics;
import io.chokepoint.cli.notify.Committed;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.results.RejectedRecord;
import io.chokepoint.results.Verdict;
import io.chokepoint.schemas.ResultTopics;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Events and results in the formats of a registry and of JSON, with a real registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryIT {
  private static final int PARTITIONS = 2;
  private static final int PARALLELISM = 2;
  private static final int UNKNOWN_ID = 987_654;
  private static final Path LOGS = Path.of("src/test/resources/imports");

  private final Path folder;
  private final RunningRegistry registry;
  private final LocalFlink flink;

  private final Instant start =
      Instant.now().minus(Duration.ofHours(6)).truncatedTo(ChronoUnit.HOURS);

  private final ObjectMapper json = new ObjectMapper();

  RegistryIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    registry = RunningRegistry.start(folder.resolve("registry.log"));
    flink = LocalFlink.start(PARALLELISM);
  }

  @AfterAll
  void close() throws Exception {
    flink.close();
    registry.close();
  }

  @Test
  void finalsAreThoseOfSingleObjectsWhateverTheFormats() throws Exception {
    String plain = Files.readString(Repositories.root().resolve("networks/inference.yaml"));
    String mixed =
        plain
            .replaceFirst("(users.requests: +\\{)", "$1format: json, ")
            .replaceFirst("(models.catalog: +\\{)", "$1format: json, ")
            .replaceAll(
                "((gateway|executions|settlements|proofs|nodes): +\\{)", "$1format: registry, ");
    assertThat(mixed).contains("gateway:   {format: registry", "requests:         {format: json");
    Map<String, ConversionRow> expected;
    Map<Instant, String> sentences = new TreeMap<>();
    try (LocalBroker broker = LocalBroker.start()) {
      String servers = broker.bootstrapServers();
      simulateAndRun(servers, plain, "avro");
      expected = finals(rows(servers));
      new Committed<>(servers, ResultTopics.VERDICTS, Verdict.class)
          .all()
          .forEach(verdict -> sentences.put(verdict.getEvaluatedAt(), verdict.getSentence()));
    }
    assertThat(expected).hasSizeGreaterThan(100);

    try (LocalBroker broker = LocalBroker.start()) {
      String servers = broker.bootstrapServers();
      simulateAndRun(servers, mixed, "registry,chokepoint.verdicts:json,chokepoint.rejected:avro");

      assertThat(finals(registeredRows(servers))).isEqualTo(expected);
      Map<Instant, String> told = new TreeMap<>();
      for (byte[] value : Committed.values(servers, ResultTopics.VERDICTS)) {
        JsonNode verdict = json.readTree(value);
        told.put(
            Instant.ofEpochMilli(verdict.path("evaluated_at").longValue()),
            verdict.path("sentence").textValue());
      }
      assertThat(told).isEqualTo(sentences).isNotEmpty();
      assertRefusedOnesAreNamed(servers);
    }
    assertThat(registry.subjects())
        .contains("applications.gateway-value", "chokepoint.conversions-value")
        .doesNotContain("users.requests-value", "chokepoint.verdicts-value");
  }

  /** An import has schemas that no release knows; through a registry the job reads them. */
  @Test
  void importedEventsAreReadByTheJobByTheSchemasOfTheRegistry() throws Exception {
    Path recording = folder.resolve("recorded");
    Path network = folder.resolve("shop.yaml");
    String text = Files.readString(LOGS.resolve("shop.yaml"));
    Files.writeString(network, text);
    done(
        "import",
        "--mapping",
        LOGS.resolve("shop-jsonl.yaml").toString(),
        "--network",
        network.toString(),
        LOGS.resolve("shop.jsonl").toString(),
        "--out",
        recording.toString());
    Path out = folder.resolve("out");
    done(
        "run",
        "--network",
        network.toString(),
        "--input",
        recording.toString(),
        "--out",
        out.toString());
    Map<String, ConversionRow> expected = finals(AvroRows.of(out.resolve("conversions.avro")));

    String registered =
        text.replaceAll("(?m)^(  (orders|payments|parcels): +\\{)", "$1format: registry, ");
    Network shop = NetworkFile.parse("shop.yaml", registered);
    assertThat(shop.topics()).extracting(topic -> topic.format().text()).containsOnly("registry");
    try (LocalBroker broker = LocalBroker.start()) {
      String servers = broker.bootstrapServers();
      LocalTopics.create(servers, shop, 1);
      done(
          "replay",
          recording.toString(),
          "--bootstrap",
          servers,
          "--speed",
          "full",
          "--registry",
          registry.url());
      run(servers, shop, "avro");
      assertThat(new Committed<>(servers, ResultTopics.REJECTED, RejectedRecord.class).all())
          .isEmpty();
      assertThat(finals(rows(servers))).isEqualTo(expected);
    }
    assertThat(expected).isNotEmpty();
  }

  private void simulateAndRun(String servers, String networkText, String resultFormat)
      throws Exception {
    Path file = Files.writeString(folder.resolve("network.yaml"), networkText);
    Network network = NetworkFile.load(file);
    LocalTopics.create(servers, network, PARTITIONS);
    done(
        "simulate",
        "--network",
        file.toString(),
        "--to",
        "kafka",
        "--bootstrap",
        servers,
        "--registry",
        registry.url(),
        "--minutes",
        "45",
        "--rate",
        "12",
        "--start",
        start.toString(),
        "--seed",
        "7");
    if (networkText.contains("format: registry")) {
      sendRefusedOnes(servers);
    }
    run(servers, network, resultFormat);
  }

  private void run(String servers, Network network, String resultFormat) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(PARALLELISM);
    Configuration configuration = new Configuration();
    configuration.set(JobOptions.BOOTSTRAP, servers);
    configuration.set(JobOptions.READING, Reading.BOUNDED);
    configuration.set(JobOptions.SLOT_CAPACITY, 4_096);
    configuration.set(JobOptions.EXACT_LAGS, true);
    configuration.set(JobOptions.MAX_DRIFT, Duration.ZERO);
    configuration.set(JobOptions.REGISTRY, registry.url());
    configuration.set(JobOptions.RESULT_FORMAT, resultFormat);
    BottleneckJob.wire(environment, network, configuration);
    JobResult result = flink.await(flink.submit(environment));
    assertThat(result.isSuccess()).as(result.toString()).isTrue();
  }

  private static void sendRefusedOnes(String servers) {
    byte[] unknown = ByteBuffer.allocate(8).put((byte) 0).putInt(UNKNOWN_ID).array();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("applications.gateway", unknown));
      producer.send(new ProducerRecord<>("applications.gateway", "no event".getBytes(UTF_8)));
      producer.send(new ProducerRecord<>("users.requests", unknown));
    }
  }

  private static void assertRefusedOnesAreNamed(String servers) {
    Map<String, String> reasons = new TreeMap<>();
    for (RejectedRecord refused :
        new Committed<>(servers, ResultTopics.REJECTED, RejectedRecord.class).all()) {
      reasons.put(
          refused.getTopic() + " " + refused.getReason() + " " + refused.getValue().remaining(),
          refused.getError());
    }
    assertThat(reasons)
        .hasSize(3)
        .hasEntrySatisfying(
            "applications.gateway unknown_schema 8",
            error -> assertThat(error).contains("schema " + UNKNOWN_ID, "No content with ID"))
        .hasEntrySatisfying(
            "applications.gateway malformed 8",
            error -> assertThat(error).contains("Not in the wire format of a schema registry"))
        .hasEntrySatisfying(
            "users.requests malformed 8",
            error -> assertThat(error).contains("It looks like 'registry'"));
  }

  private static List<ConversionRow> rows(String servers) {
    return new Committed<>(servers, ResultTopics.CONVERSIONS, ConversionRow.class).all();
  }

  /** Rows as a client would read them that knows the registry and Avro, and nothing of ours. */
  private List<ConversionRow> registeredRows(String servers) throws Exception {
    Map<Integer, Schema> schemas = new HashMap<>();
    List<ConversionRow> rows = new ArrayList<>();
    for (byte[] value : Committed.values(servers, ResultTopics.CONVERSIONS)) {
      ByteBuffer buffer = ByteBuffer.wrap(value);
      assertThat(buffer.get()).isZero();
      int id = buffer.getInt();
      Schema schema = schemas.get(id);
      if (schema == null) {
        schema =
            new Schema.Parser()
                .parse(registry.ask("/schemas/ids/" + id).path("schema").textValue());
        schemas.put(id, schema);
      }
      GenericRecord generic =
          new GenericDatumReader<GenericRecord>(schema)
              .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
      rows.add(AvroRows.specific(GenericData.get(), generic));
    }
    return rows;
  }

  /** The newest finals. Their versions count what was published before, which is chance. */
  private static Map<String, ConversionRow> finals(List<ConversionRow> rows) {
    Map<String, ConversionRow> newest = new TreeMap<>();
    for (ConversionRow row : rows) {
      if (row.getStatus() == ConversionStatus.final$) {
        newest.merge(
            JobFinals.keyOf(row),
            row,
            (old, next) -> next.getVersion() > old.getVersion() ? next : old);
      }
    }
    newest.values().forEach(row -> row.setVersion(1));
    return newest;
  }

  private static void done(String... words) {
    Said said = Said.by(words);
    assertThat(said.code()).as(said.err()).isZero();
  }
}
