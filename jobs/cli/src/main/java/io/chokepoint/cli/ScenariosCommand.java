package io.chokepoint.cli;

import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.datagen.scenario.ScenarioException;
import io.chokepoint.datagen.scenario.ScenarioFileException;
import io.chokepoint.datagen.scenario.ScenarioLibrary;
import io.chokepoint.datagen.scenario.ScenarioText;
import io.chokepoint.domain.network.Network;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what can be simulated, or explains one of it. */
@Command(
    name = "scenarios",
    description = {
      "Lists the scenarios that come with the program, each with what happens in it,",
      "or explains one: a name of the library, or a file of your own, which is checked."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      ExitCodes.DONE_TEXT,
      "1:no such scenario, or it has faults, which standard error names",
      ExitCodes.USAGE_TEXT
    },
    footer = {
      "",
      "Examples:",
      "  ./chokepoint scenarios",
      "  ./chokepoint scenarios facilitator-down",
      "  ./chokepoint scenarios my-scenario.yaml"
    })
final class ScenariosCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private NetworkOption network;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME|FILE",
      description = "The scenario to explain (default: list all).")
  private @Nullable String named;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  ScenariosCommand() {}

  @Override
  public Integer call() throws PlainException {
    Network happensTo = network.load();
    PrintWriter out = spec.commandLine().getOut();
    if (named == null) {
      list(happensTo, out);
    } else {
      try {
        ScenarioText.explain(ScenarioLibrary.find(named, happensTo)).forEach(out::println);
      } catch (ScenarioException e) {
        throw PlainException.of(e);
      }
    }
    out.flush();
    return ExitCodes.DONE;
  }

  private static void list(Network happensTo, PrintWriter out) {
    List<String> impossible = new ArrayList<>();
    for (String name : ScenarioLibrary.names()) {
      try {
        Scenario scenario = ScenarioLibrary.load(name, happensTo);
        out.println(name);
        out.println("    " + scenario.sentence());
      } catch (ScenarioFileException e) {
        impossible.add(name);
      }
    }
    if (!impossible.isEmpty()) {
      out.println();
      out.println(
          "Cannot happen to " + happensTo.name() + ": " + String.join(", ", impossible) + ".");
    }
  }
}
