package io.chokepoint.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a Flink cluster takes jobs: the REST address of its job manager.
 *
 * @param host name or address
 * @param port the port; 8081 unless the cluster says otherwise
 */
public record ClusterAddress(String host, int port) {

  /** A cluster that does not answer by then is taken to be absent. */
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

  /**
   * Reads {@code HOST:PORT}.
   *
   * @throws IllegalArgumentException if it is none; the message says what is
   */
  public static ClusterAddress parse(String text) {
    try {
      URI uri = new URI("http://" + text);
      String host = uri.getHost();
      if (host != null && uri.getPort() > 0 && uri.getRawAuthority().equals(text)) {
        return new ClusterAddress(host, uri.getPort());
      }
    } catch (URISyntaxException e) {
      throw notAnAddress(text, e);
    }
    throw notAnAddress(text, null);
  }

  private static IllegalArgumentException notAnAddress(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "'" + text + "' is no address: write HOST:PORT, for example localhost:8081", cause);
  }

  /**
   * Asks the cluster whether it is there.
   *
   * @throws IOException if no Flink cluster answers
   */
  public void requireAnswer() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://" + this + "/v1/config").toURL().openConnection();
    connection.setConnectTimeout((int) ANSWERS_WITHIN.toMillis());
    connection.setReadTimeout((int) ANSWERS_WITHIN.toMillis());
    try {
      int status = connection.getResponseCode();
      String body =
          status == HttpURLConnection.HTTP_OK
              ? new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              : "";
      if (!body.contains("\"flink-version\"")) {
        throw new IOException("something answers there, but it is no Flink job manager");
      }
    } finally {
      connection.disconnect();
    }
  }

  /**
   * The settings of the cluster's job manager.
   *
   * @throws IOException if no Flink cluster answers
   */
  public Map<String, String> settings() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://" + this + "/v1/jobmanager/config").toURL().openConnection();
    connection.setConnectTimeout((int) ANSWERS_WITHIN.toMillis());
    connection.setReadTimeout((int) ANSWERS_WITHIN.toMillis());
    try (InputStream answer = connection.getInputStream()) {
      Map<String, String> settings = new TreeMap<>();
      for (JsonNode entry : new ObjectMapper().readTree(answer)) {
        settings.put(entry.path("key").asText(), entry.path("value").asText());
      }
      return settings;
    } finally {
      connection.disconnect();
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
