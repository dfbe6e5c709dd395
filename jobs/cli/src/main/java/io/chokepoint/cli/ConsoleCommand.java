package io.chokepoint.cli;

import io.chokepoint.console.Console;
import io.chokepoint.console.ConsoleOptions;
import io.chokepoint.console.memory.Bounds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the live page. */
@Command(
    name = "console",
    description = {
      "Serves a page that shows what the job says: where demand stops, the ring, the funnels, rates,"
          + " episodes, and what is not known. It reads the result topics and decides nothing.",
      "It listens on this machine alone. For other machines, name an address with --host and put a"
          + " token into the environment variable "
          + ConsoleCommand.TOKEN
          + " or a file; browsers give it at /login, or by a link that ends in /login#TOKEN.",
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {ExitCodes.FAILED_TEXT, ExitCodes.USAGE_TEXT, ExitCodes.INTERRUPTED_TEXT},
    footer = {
      "",
      "Examples:",
      "  ./chokepoint console --bootstrap localhost:9092",
      "  ./chokepoint console --bootstrap kafka:9092 --host 0.0.0.0 --name status.example.org"
          + " --token-file token"
    })
final class ConsoleCommand implements Callable<Integer> {
  static final String TOKEN = "CHOKEPOINT_CONSOLE_TOKEN";

  /** Free on most machines: none of those that Kafka, Flink, Prometheus or Grafana take. */
  static final int USUAL_PORT = 8470;

  @Spec private CommandSpec spec;

  @Option(
      names = "--bootstrap",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Kafka bootstrap servers, host:port[,host:port…].")
  private String bootstrap;

  @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on.")
  private String host = "127.0.0.1";

  @Option(names = "--port", paramLabel = "N", description = "Its port; 0 for one that is free.")
  private int port = USUAL_PORT;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "A name by which browsers may call it, beside localhost and IP addresses. May be given"
              + " more than once.")
  private List<String> names = List.of();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the token (default: the environment variable " + TOKEN + ").")
  private @Nullable Path tokenFile;

  @Option(
      names = "--keep",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Event time that is remembered, back from the newest.")
  private Duration keep = Bounds.USUAL.kept();

  @Option(
      names = "--cohorts",
      paramLabel = "N",
      description =
          "Conversion rows remembered, at some 150 bytes each; the oldest segments go first.")
  private int cohorts = Bounds.USUAL.mostCohorts();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  ConsoleCommand() {}

  @Override
  public Integer call() throws Exception {
    ConsoleOptions options;
    Bounds bounds;
    try {
      options =
          new ConsoleOptions(host, port, token(), lowerCase(names), ConsoleOptions.Limits.USUAL);
      bounds = new Bounds(keep, cohorts, Bounds.USUAL.mostVerdicts(), Bounds.USUAL.mostEpisodes());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Console console = Console.live(options, bootstrap, bounds)) {
      out.println("The console is at " + console.address() + " (Ctrl-C ends it)");
      out.flush();
      UntilStopped.await();
    }
    return ExitCodes.DONE;
  }

  private @Nullable String token() throws IOException {
    String token = tokenFile == null ? System.getenv(TOKEN) : Files.readString(tokenFile).strip();
    return token == null || token.isEmpty() ? null : token;
  }

  private static Set<String> lowerCase(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }
}
