package io.chokepoint.cli;

import io.chokepoint.datagen.scenario.Scenario;
import io.chokepoint.datagen.scenario.ScenarioLibrary;
import io.chokepoint.domain.network.Network;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What happens to a simulated network, as a person asks for it. */
final class ScenarioOption {

  private static final String NONE = "none";

  @Option(
      names = "--scenario",
      paramLabel = "NAME|FILE",
      description =
          "What happens: a name that ./chokepoint scenarios lists, a file of your own, or none"
              + " (default: ${DEFAULT-VALUE}).")
  private String named;

  /** For commands in which nothing happens unless it is asked for. */
  ScenarioOption() {
    this(NONE);
  }

  /** For commands in which something happens. */
  ScenarioOption(String otherwise) {
    named = otherwise;
  }

  /**
   * The scenario, checked against the network that it happens to.
   *
   * @return null where nothing happens
   */
  @Nullable Scenario of(Network network) {
    return named.equals(NONE) ? null : ScenarioLibrary.find(named, network);
  }
}
