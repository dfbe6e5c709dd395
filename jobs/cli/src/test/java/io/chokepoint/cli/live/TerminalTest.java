package io.chokepoint.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(
          new PrintStream(written, true, StandardCharsets.UTF_8), true, 20, 4, Glyphs.ASCII);

  @Test
  void aPageIsDrawnOverTheLast() {
    terminal.draw(List.of("one", "two"));
    written.reset();
    terminal.draw(List.of("three"));
    assertThat(text()).startsWith("\u001b[2A\r").contains("three").endsWith("\u001b[J");
  }

  @Test
  void aPageThatIsTooHighIsCutAndSaysSo() {
    terminal.draw(List.of("1", "2", "3", "4", "5"));
    assertThat(text()).contains("1", "2", "3 more lines").doesNotContain("4");
  }

  @Test
  void theCursorComesBack() {
    terminal.draw(List.of("page"));
    assertThat(text()).contains("\u001b[?25l");
    terminal.finish();
    assertThat(text()).endsWith("\u001b[?25h");
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
