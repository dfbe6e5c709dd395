package io.chokepoint.cli.live;

import static io.chokepoint.cli.live.Rows.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.cli.Troubles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveViewTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LiveModel model = new LiveModel(Rows.NETWORK);

  @Test
  void withoutATerminalTheFirstRowShowsAtOnceAndTheNextOnesEveryTenSeconds() {
    LiveView view = view(false);
    view.show(0);
    assertThat(lines()).isZero();
    model.accept(step(1, 10, 5).build());
    view.show(Duration.ofSeconds(1).toNanos());
    view.show(Duration.ofSeconds(5).toNanos());
    assertThat(lines()).isEqualTo(1);
    view.show(Duration.ofSeconds(11).toNanos());
    assertThat(lines()).isEqualTo(2);
    assertThat(written.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
  }

  @Test
  void withoutATerminalAnEpisodeIsToldAtOnceAndAgainWhenThereIsNewsOfIt() {
    LiveView view = view(false);
    model.accept(Troubles.answered("town", 1).build());
    view.show(0);
    assertThat(lines()).isEqualTo(2);
    model.accept(Troubles.answered("town", 2).build());
    view.show(1);
    assertThat(lines()).isEqualTo(2);
    model.accept(Troubles.answered("town", 3).setResolvedAt(Troubles.ONSET).build());
    view.show(2);
    assertThat(lines()).isEqualTo(4);
    assertThat(written.toString(StandardCharsets.UTF_8)).contains("over 10:00");
  }

  @Test
  void inATerminalThePageIsThereFromTheStart() {
    view(true).show(0);
    assertThat(written.toString(StandardCharsets.UTF_8)).contains("town").contains("\u001b[J");
  }

  private long lines() {
    return written.toString(StandardCharsets.UTF_8).lines().count();
  }

  private LiveView view(boolean redraws) {
    PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    return new LiveView(model, new Terminal(out, redraws, 80, 24, Glyphs.ASCII));
  }
}
