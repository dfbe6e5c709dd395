package io.chokepoint.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.NamedSegment;
import io.chokepoint.results.ReasonShare;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFileTest {

  private static final Pattern TAG = Pattern.compile("<(/?[a-zA-Z!][a-zA-Z0-9]*)");

  private final Path file;

  ReportFileTest(@TempDir Path folder) {
    file = folder.resolve("report.html");
  }

  @Test
  void itRunsNothingAndLoadsNothing() throws IOException {
    String page = page(Town.incident());
    assertThat(page)
        .doesNotContainIgnoringCase("<script", "http:", "https:", "javascript:", "@import");
    assertThat(page).doesNotContainPattern("(?i) (src|on[a-z]+|style)=");
    assertThat(page).contains("default-src 'none'");
  }

  @Test
  void itsOneStyleSheetIsLetThroughByItsHash() throws IOException, NoSuchAlgorithmException {
    String page = page(Town.incident());
    String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    String hash =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(style.getBytes(StandardCharsets.UTF_8)));
    Matcher policy =
        Pattern.compile("style-src &#39;sha256-([^&']+)|style-src 'sha256-([^']+)'").matcher(page);
    assertThat(policy.find()).isTrue();
    assertThat(policy.group()).contains(hash);
  }

  @Test
  void theSameRunGivesTheSameBytes() throws IOException {
    assertThat(page(Town.incident())).isEqualTo(page(Town.incident()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title><script>alert(1)</script>",
        "</style><svg onload=alert(1)>",
        "</pre><iframe srcdoc='<script>alert(1)</script>'>",
        "<!--",
        "]]><script>",
        "${7*7}",
        "&lt;b&gt;",
        "javascript:alert(1)",
        "\u202e<b>\u0000\ud83d\ude00",
        "<a href=\"data:text/html,<script>alert(1)</script>\">"
      })
  void whatEventsSayIsNeverMarkup(String text) throws IOException {
    List<String> harmless = tags(page(saying("harmless")));
    String page = page(saying(text));
    assertThat(tags(page)).isEqualTo(harmless);
    assertThat(page.replaceAll("\"[^\"]*\"", "")).doesNotContainPattern("<[^>]* on[a-z]+=");
    assertThat(page).contains("default-src 'none'");
  }

  @Test
  void aFileThatCannotBeWrittenIsSaid() {
    Path nowhere = file.resolveSibling("missing").resolve("report.html");
    assertThatThrownBy(() -> ReportFile.write(Town.incident(), nowhere))
        .isInstanceOf(IOException.class);
  }

  private String page(Backtest backtest) throws IOException {
    ReportFile.write(backtest, file);
    return Files.readString(file);
  }

  private static List<String> tags(String page) {
    return TAG.matcher(page).results().map(MatchResult::group).toList();
  }

  /** A run in which every text that comes from outside is this one. */
  private static Backtest saying(String text) {
    String quoted = "'" + text.replace("'", "''").replace("\u0000", "") + "'";
    Network network =
        NetworkFile.parse(
            "hostile.yaml",
            Town.YAML
                .replace("network: town", "network: " + quoted)
                .replace("name: node", "name: " + quoted));
    List<ConversionRow> rows = new ArrayList<>(Town.cohort(0, 10, 5, 4, 3));
    rows.add(Town.answered(1, 10, 5).setDropsByReason(Map.of(text, 5L)).build());
    rows.add(
        Town.row(ConversionEdge.step, "answered", "paid", 1, 9, 4)
            .setDimension(text.replace("\u0000", ""))
            .setSegment(text)
            .build());
    return new Backtest(
        text,
        network,
        rows,
        List.of(
            Town.named(3, "asked", "answered", 5)
                .setSentence(text)
                .setLayer(text)
                .setLearning(text)
                .build()),
        List.of(
            Town.alert(1)
                .setLayer(text)
                .setSentence(text)
                .setExemplars(List.of(text))
                .setSegments(
                    List.of(
                        NamedSegment.newBuilder()
                            .setDimension(text)
                            .setValues(List.of(text))
                            .build()))
                .setReasons(List.of(ReasonShare.newBuilder().setReason(text).build()))
                .build()),
        new KnownTruth(
            text,
            false,
            List.of(
                new KnownIncident(
                    text,
                    text,
                    null,
                    null,
                    text,
                    text,
                    List.of(text),
                    Town.START,
                    Town.START + 1,
                    1))),
        List.of(text),
        text);
  }
}
