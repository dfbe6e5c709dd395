package io.chokepoint.console.view;

import io.chokepoint.console.memory.EdgeMemory;
import io.chokepoint.console.memory.Memory;
import io.chokepoint.console.memory.NetworkMemory;
import io.chokepoint.console.read.Source;
import io.chokepoint.console.read.SourceState;
import io.chokepoint.results.Verdict;
import java.util.List;
import java.util.TreeSet;

/** Works out what the page shows. */
public final class OverviewOf {
  private final Memory memory;
  private final Source source;

  /** Of a memory that is filled from a source. */
  public OverviewOf(Memory memory, Source source) {
    this.memory = memory;
    this.source = source;
  }

  /**
   * What is shown.
   *
   * @throws Refusal where there is no such network
   */
  public Overview at(Query query) throws Refusal {
    long revision = memory.revision();
    Overview overview = memory.look(query.network(), network -> of(network, query, revision));
    if (overview != null) {
      return overview;
    }
    List<String> networks = memory.networks();
    if (query.network() != null && !networks.isEmpty()) {
      throw new Refusal(404, "no_such_network", "There is no such network; there are " + networks);
    }
    return new Overview(
        revision,
        source.state(),
        networks,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        memory.refusals());
  }

  private Overview of(NetworkMemory network, Query query, long revision) {
    TimeSpan span = TimeSpan.of(query, network);
    Verdict verdict = network.verdictAt(query.asOfMillis());
    Troubles troubles = Troubles.at(network, query.asOfMillis());
    List<PathTree> trees = PathTree.of(network, verdict);
    List<Overview.Path> paths =
        new PathView(
                network,
                query,
                span,
                verdict,
                troubles,
                source.state().kind() == SourceState.Kind.RECORDING)
            .of(trees);
    return new Overview(
        revision,
        source.state(),
        memory.networks(),
        network.name(),
        query.asOfMillis() == Query.NOW ? null : query.asOfMillis(),
        network.oldestMillis(),
        network.newestMillis(),
        span,
        dimensions(network),
        verdict,
        verdict == null
            ? null
            : new RingView(network, query, span, troubles, trees).of(verdict, paths),
        paths,
        EpisodeView.of(network, query.asOfMillis()),
        memory.refusals());
  }

  private static List<String> dimensions(NetworkMemory network) {
    TreeSet<String> dimensions = new TreeSet<>();
    for (EdgeMemory edge : network.edges()) {
      dimensions.addAll(edge.dimensions());
    }
    return List.copyOf(dimensions);
  }
}
