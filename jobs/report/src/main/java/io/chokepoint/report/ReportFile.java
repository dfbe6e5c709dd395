package io.chokepoint.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import io.chokepoint.report.picture.Page;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * The report of a run as one HTML file that needs nothing else.
 *
 * <p>It has no script, and its policy lets a browser load nothing: the one style sheet stands in
 * the file and is let through by its hash. All texts of events are escaped by the templates for the
 * place where they stand.
 */
public final class ReportFile {
  private static final String TEMPLATES = "io.chokepoint.report.page";
  private static final String STYLE = "report.css";

  private ReportFile() {}

  /**
   * Writes the report.
   *
   * @param file is created or replaced
   * @throws IOException if it cannot be written
   */
  public static void write(Backtest backtest, Path file) throws IOException {
    String style = style();
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportFile.class.getClassLoader(), TEMPLATES);
    try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      engine.render(
          "page.jte",
          Map.of("page", Page.of(backtest), "style", style, "styleHash", sha256(style)),
          new WriterOutput(writer));
    } catch (UncheckedIOException e) {
      throw e.getCause() == null ? new IOException(e) : e.getCause();
    }
  }

  private static String style() throws IOException {
    try (InputStream in = ReportFile.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException(STYLE + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
