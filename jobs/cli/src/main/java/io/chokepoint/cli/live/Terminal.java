package io.chokepoint.cli.live;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the program writes to: a terminal in which a page can be redrawn, or anything else. */
public final class Terminal {

  /** Of a terminal that does not tell. */
  private static final int DEFAULT_COLUMNS = 80;

  private static final int DEFAULT_ROWS = 24;

  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";

  private final PrintStream out;
  private final boolean redraws;
  private final int columns;
  private final int rows;
  private final Glyphs glyphs;
  private int drawn;
  private boolean cursorHidden;

  Terminal(PrintStream out, boolean redraws, int columns, int rows, Glyphs glyphs) {
    this.out = out;
    this.redraws = redraws;
    this.columns = columns;
    this.rows = rows;
    this.glyphs = glyphs;
  }

  /**
   * Standard output, as the launcher script found it: it sets {@code CHOKEPOINT_TERMINAL} to "rows
   * columns" where it is a terminal.
   */
  public static Terminal standardOutput(Map<String, String> environment) {
    boolean unicode = speaksUtf8();
    PrintStream out =
        new PrintStream(
            new FileOutputStream(FileDescriptor.out),
            true,
            unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII);
    String size = environment.get("CHOKEPOINT_TERMINAL");
    int[] rowsAndColumns = sizeOf(size);
    return new Terminal(
        out,
        size != null && !"dumb".equals(environment.get("TERM")),
        rowsAndColumns[1],
        rowsAndColumns[0],
        unicode ? Glyphs.UNICODE : Glyphs.ASCII);
  }

  /** Whether {@link #draw} redraws in place. */
  public boolean redraws() {
    return redraws;
  }

  /** Its width. */
  public int columns() {
    return columns;
  }

  /** The characters it can show. */
  public Glyphs glyphs() {
    return glyphs;
  }

  /** Writes a line that stays. */
  public synchronized void say(String line) {
    out.println(line);
    drawn = 0;
  }

  /**
   * Draws a page over the one drawn last; where the window is too low for it, its first lines and
   * how many are missing.
   */
  public synchronized void draw(List<String> page) {
    StringBuilder text = new StringBuilder();
    if (!cursorHidden) {
      text.append(HIDE_CURSOR);
      cursorHidden = true;
    }
    if (drawn > 0) {
      text.append("\u001b[").append(drawn).append("A\r");
    }
    List<String> shown = page;
    int room = Math.max(1, rows - 1);
    if (page.size() > room) {
      shown = new ArrayList<>(page.subList(0, room - 1));
      shown.add((page.size() - room + 1) + " more lines: make the window higher");
    }
    for (String line : shown) {
      text.append(line).append(CLEAR_LINE).append('\n');
    }
    text.append(CLEAR_BELOW);
    out.print(text);
    out.flush();
    drawn = shown.size();
  }

  /** Gives the cursor back; what is said next stands below the last page. */
  public synchronized void finish() {
    drawn = 0;
    if (cursorHidden) {
      out.print(SHOW_CURSOR);
      out.flush();
      cursorHidden = false;
    }
  }

  private static boolean speaksUtf8() {
    String encoding = System.getProperty("native.encoding", "");
    return encoding.equalsIgnoreCase("UTF-8");
  }

  private static int[] sizeOf(@Nullable String size) {
    if (size != null && size.matches("[1-9]\\d{0,3} [1-9]\\d{0,3}")) {
      int space = size.indexOf(' ');
      return new int[] {
        Integer.parseInt(size.substring(0, space)), Integer.parseInt(size.substring(space + 1))
      };
    }
    return new int[] {DEFAULT_ROWS, DEFAULT_COLUMNS};
  }
}
