package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.chokepoint.cli.notify.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules and dashboard of docker/, against the metrics of running jobs. */
record MonitoringFiles(Path root, Path logs) {

  private static final Pattern METRIC = Pattern.compile("\\bflink_[A-Za-z0-9_]+");
  private static final Pattern PORT =
      Pattern.compile("Started PrometheusReporter HTTP server on port (\\d+)");

  void assertEveryMetricExists() throws Exception {
    Set<String> named = named();
    assertThat(named).hasSizeGreaterThan(15);
    Await.holds(() -> assertThat(scraped()).containsAll(named));
  }

  private Set<String> named() throws IOException {
    Set<String> named = new TreeSet<>();
    JsonNode rules = new YAMLMapper().readTree(file("docker/prometheus/rules.yml"));
    rules.findValuesAsText("expr").forEach(expression -> collect(expression, named));
    JsonNode dashboard =
        new ObjectMapper().readTree(file("docker/grafana/dashboards/chokepoint.json"));
    dashboard.findValuesAsText("expr").forEach(expression -> collect(expression, named));
    return named;
  }

  private byte[] file(String path) throws IOException {
    return Files.readAllBytes(root.resolve(path));
  }

  private static void collect(String expression, Set<String> into) {
    Matcher found = METRIC.matcher(expression);
    while (found.find()) {
      into.add(found.group());
    }
  }

  private Set<String> scraped() throws Exception {
    Set<String> scraped = new TreeSet<>();
    HttpClient http = HttpClient.newHttpClient();
    for (String log : new String[] {"jobmanager.log", "taskmanager.log"}) {
      Matcher port = PORT.matcher(Files.readString(logs.resolve(log)));
      String newest = "";
      while (port.find()) {
        newest = port.group(1);
      }
      assertThat(newest).as("the reporter's port in %s", log).isNotEmpty();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + newest + "/metrics")).build();
      collect(http.send(request, BodyHandlers.ofString()).body(), scraped);
    }
    return scraped;
  }
}
