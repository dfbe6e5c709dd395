package io.chokepoint.datagen.imports.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XesLogTest {

  private static final String LOG =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <log xes.version="2.0" xmlns="http://www.xes-standard.org/">
        <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
        <global scope="event"><string key="concept:name" value="__INVALID__"/></global>
        <classifier name="Activity" keys="concept:name lifecycle:transition"/>
        <string key="source" value="by hand"/>
        <trace>
          <string key="concept:name" value="case 1"/>
          <string key="country" value="AT"/>
          <event>
            <string key="concept:name" value="Paid &amp; done"/>
            <date key="time:timestamp" value="2025-06-02T08:20:00.000+02:00"/>
            <float key="cost" value="12.5"><string key="currency" value="EUR"/></float>
            <list key="parcels"><values><id key="p" value="a"/><id key="p" value="b"/></values></list>
          </event>
          <event><boolean key="late" value="true"/></event>
        </trace>
        <event><string key="concept:name" value="of no trace"/></event>
      </log>
      """;

  private final Path folder;

  XesLogTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void anEventHasItsOwnAttributesAndThoseOfItsTrace() throws IOException {
    assertThat(Rows.of(Rows.file(folder, "a.xes", LOG)))
        .containsExactly(
            "1@10 {case:concept:name=case 1, case:country=AT, concept:name=Paid & done, cost=12.5,"
                + " cost.currency=EUR, parcels=[a, b], time:timestamp=2025-06-02T08:20:00.000+02:00}",
            "2@16 {case:concept:name=case 1, case:country=AT, late=true}",
            "3@18 {concept:name=of no trace}");
  }

  @Test
  void aRowIsToldAsJson() throws IOException {
    try (LogReader log =
        Logs.open(Rows.file(folder, "a.xml", LOG), LogFormat.XES, TextDialect.USUAL)) {
      assertThat(log.next()).isTrue();
      assertThat(log.text())
          .startsWith("{\"case:concept:name\":\"case 1\",\"case:country\":\"AT\",")
          .endsWith("\"parcels\":[\"a\",\"b\"]}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          </trace>              | </trase>                        | line 17: not readable as XML at event 2
          xes.version=          | xes.version                      | line 2: not readable as XML at event 0
          &amp;                 | &nbsp;                          | line 11: not readable as XML at event 1
          <string key="source"  | <trace><event/><string key="s"  | line 6: an attribute of a trace stands behind its events
          """)
  void malformedXmlIsRefusedWithItsLine(String there, String instead, String message)
      throws IOException {
    assertThat(LOG).contains(there);
    Path log = Rows.file(folder, "a.xes", LOG.replace(there, instead));
    assertThatThrownBy(() -> Rows.of(log))
        .isInstanceOf(LogFileException.class)
        .hasMessageContaining("a.xes: ")
        .hasMessageContaining(message);
  }

  @Test
  void anotherXmlFileIsNoLog() throws IOException {
    Path log = Rows.file(folder, "a.xml", "<html/>");
    assertThatThrownBy(() -> Rows.of(log)).hasMessageContaining("outermost element is <html>");
  }

  @Test
  @Timeout(20)
  void aBombOfEntitiesIsRefusedUnread() throws IOException {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE log [<!ENTITY e0 \"boom\">");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY e%d \"%s\">".formatted(i, ("&e" + (i - 1) + ";").repeat(10)));
    }
    bomb.append("]>\n<log><event><string key=\"a\" value=\"&e29;\"/></event></log>");
    Path log = Rows.file(folder, "a.xes", bomb.toString());
    assertThatThrownBy(() -> Rows.of(log)).hasMessageContaining("it has a DTD");
  }

  @Test
  void anEntityThatNamesAFileIsRefusedUnread() throws IOException {
    Path secret = Rows.file(folder, "secret.txt", "secret");
    Path log =
        Rows.file(
            folder,
            "a.xes",
            "<!DOCTYPE log [<!ENTITY s SYSTEM \"%s\">]><log><event>&s;</event></log>"
                .formatted(secret.toUri()));
    assertThatThrownBy(() -> Rows.of(log))
        .hasMessageContaining("it has a DTD")
        .hasMessageNotContaining("secret");
  }

  @Test
  void elementsWithoutEndAreRefusedAtABound() throws IOException {
    Path log =
        Rows.file(
            folder, "a.xes", "<log><event>" + "<string key=\"a\" value=\"b\">".repeat(100_000));
    assertThatThrownBy(() -> Rows.of(log)).hasMessageContaining("nested more than 64 deep");
  }

  @Test
  void anAttributeWithoutAKeyCostsItsEventAlone() throws IOException {
    Path log =
        Rows.file(
            folder,
            "a.xes",
            "<log><event><string value=\"x\"/></event>\n<event><id key=\"a\" value=\"1\"/></event></log>");
    assertThat(Rows.of(log)).containsExactly("1@1 ! a <string> of it has no key", "2@2 {a=1}");
  }

  @Test
  void aTruncatedLogIsRefused() throws IOException {
    Random random = new Random(20260101);
    StringBuilder text = new StringBuilder("<log>");
    for (int i = 0; i < 20_000; i++) {
      text.append("<event><id key=\"a\" value=\"").append(random.nextLong()).append("\"/></event>");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.append("</log>").toString().getBytes(StandardCharsets.UTF_8));
    }
    byte[] half = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
    Path packed = Files.write(folder.resolve("half.xes.gz"), half);
    assertThatThrownBy(() -> Rows.of(packed))
        .hasMessageContaining("half.xes.gz: the compressed file ends too early after row ");
    Path plain = Rows.file(folder, "half.xes", text.substring(0, text.length() / 2));
    assertThatThrownBy(() -> Rows.of(plain))
        .hasMessageContaining("half.xes: line 1: not readable as XML at event 10");
  }

  @Test
  void theDeclaredEncodingIsRead() throws IOException {
    String text =
        "<?xml version='1.0' encoding='ISO-8859-1'?><log><event><id key='a' value='ü'/></event></log>";
    assertThat(Rows.of(Rows.file(folder, "a.xes", text, StandardCharsets.ISO_8859_1)))
        .containsExactly("1@1 {a=ü}");
    String wide = text.replace("ISO-8859-1", "UTF-16");
    for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
      assertThat(Rows.of(Rows.file(folder, "a.xes", wide, charset))).containsExactly("1@1 {a=ü}");
    }
    Path unknown = Rows.file(folder, "a.xes", text.replace("ISO-8859-1", "KOI-99"));
    assertThatThrownBy(() -> Rows.of(unknown)).hasMessageContaining("knows its encoding KOI-99");
  }

  @Test
  void bytesThatAreNotOfTheEncodingCostTheirEventOrTrace() throws IOException {
    String text =
        """
        <log><trace><id key="c" value="1"/><event><id key="a" value="ü"/></event>
        <event><id key="a" value="2"/></event></trace>
        <trace><id key="c" value="ü"/><event><id key="a" value="3"/></event></trace></log>
        """;
    assertThat(Rows.of(Rows.file(folder, "a.xes", text, StandardCharsets.ISO_8859_1)))
        .containsExactly(
            "1@1 ! its attribute 'a' has bytes that are not of the log's encoding",
            "2@2 {a=2, case:c=1}",
            "3@3 ! its attribute 'c' has bytes that are not of the log's encoding");
  }
}
