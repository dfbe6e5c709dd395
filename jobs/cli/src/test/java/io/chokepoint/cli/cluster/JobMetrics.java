package io.chokepoint.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What the tasks of a running job have counted. */
record JobMetrics(URI cluster) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The sum of a counter over all tasks and operators. */
  long sum(String job, String metric) {
    try {
      long sum = 0;
      for (JsonNode vertex : ask("/jobs/" + job).path("vertices")) {
        String metrics = "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/metrics";
        for (JsonNode each : ask(metrics)) {
          String id = each.path("id").asText();
          if (id.endsWith("." + metric)) {
            String query = metrics + "?get=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
            sum += ask(query).path(0).path("value").asLong();
          }
        }
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode ask(String path) throws IOException {
    return JSON.readTree(cluster.resolve(path).toURL());
  }
}
