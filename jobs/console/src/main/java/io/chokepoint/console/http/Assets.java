package io.chokepoint.console.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The files of the page: a fixed list, read once. What is not on it is not served. */
final class Assets {
  private static final String FOLDER = "/io/chokepoint/console/page/";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final List<String> SCRIPTS =
      List.of(
          "charts",
          "dom",
          "episodes",
          "funnel",
          "health",
          "login",
          "main",
          "replay",
          "ring",
          "state",
          "verdict",
          "words");

  /**
   * A file.
   *
   * @param bytes all of it
   * @param type for the browser
   * @param tag changes with its bytes
   */
  record Asset(byte[] bytes, String type, String tag) {}

  private final Map<String, Asset> byPath = new HashMap<>();

  Assets() throws IOException {
    add("/", FOLDER + "index.html", HTML);
    add("/login", FOLDER + "login.html", HTML);
    add("/console.css", FOLDER + "console.css", "text/css; charset=utf-8");
    add("/favicon.svg", FOLDER + "favicon.svg", "image/svg+xml");
    for (String script : SCRIPTS) {
      add("/js/" + script + ".js", FOLDER + "js/" + script + ".js", SCRIPT);
    }
    String d3 = "/META-INF/resources/webjars/d3/" + versionOfD3() + "/dist/d3.min.js";
    add("/lib/d3.min.js", d3, SCRIPT);
  }

  @Nullable Asset at(String path) {
    return byPath.get(path);
  }

  private void add(String path, String resource, String type) throws IOException {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the page is not complete: " + resource + " is missing");
      }
      byte[] bytes = in.readAllBytes();
      byPath.put(path, new Asset(bytes, type, tag(bytes)));
    }
  }

  private static String versionOfD3() throws IOException {
    try (InputStream in =
        Assets.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/d3/pom.properties")) {
      if (in == null) {
        throw new IOException("the page is not complete: the library d3 is not on the class path");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(hash, 0, 8) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
