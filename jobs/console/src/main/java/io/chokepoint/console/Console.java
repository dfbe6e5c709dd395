package io.chokepoint.console;

import io.chokepoint.console.http.ConsoleServer;
import io.chokepoint.console.memory.Bounds;
import io.chokepoint.console.memory.Memory;
import io.chokepoint.console.read.Recording;
import io.chokepoint.console.read.ResultReader;
import io.chokepoint.console.read.Source;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** A page that shows what result topics, or a recorded run, say. */
public final class Console implements AutoCloseable {
  private final Source source;
  private final ConsoleServer server;

  private Console(Source source, ConsoleServer server) {
    this.source = source;
    this.server = server;
  }

  /**
   * Serves what the result topics of a broker say. There need not be a broker yet: the page says
   * so.
   *
   * @param bootstrapServers host:port[,host:port…]
   * @throws IOException if the address cannot be listened on
   */
  public static Console live(ConsoleOptions options, String bootstrapServers, Bounds bounds)
      throws IOException {
    Memory memory = new Memory(bounds);
    ResultReader reader = ResultReader.start(bootstrapServers, memory, bounds.kept());
    try {
      return new Console(reader, ConsoleServer.start(options, memory, reader));
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * Serves the results of a run.
   *
   * @param name what the run was over
   * @param results rows, verdicts and alerts
   * @throws IOException if the address cannot be listened on
   */
  public static Console recorded(
      ConsoleOptions options, String name, List<? extends Collection<?>> results)
      throws IOException {
    Memory memory = new Memory(Bounds.RECORDING);
    results.forEach(memory::acceptAll);
    Recording recording = new Recording(name);
    return new Console(recording, ConsoleServer.start(options, memory, recording));
  }

  /** Where a browser finds the page. */
  public String address() {
    return server.address();
  }

  /** Stops serving and reading. */
  @Override
  public void close() {
    server.close();
    source.close();
  }
}
