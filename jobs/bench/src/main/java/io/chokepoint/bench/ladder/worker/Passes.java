package io.chokepoint.bench.ladder.worker;

import io.chokepoint.bench.ladder.Contender;
import io.chokepoint.domain.network.Network;
import java.nio.file.Path;
import java.util.Map;

/** The pass of each contender. */
final class Passes {
  private Passes() {}

  static Pass of(Contender contender, String bootstrapServers, Network network, Path folder)
      throws Exception {
    if (contender == Contender.R0) {
      return new PolledBytes(network, bootstrapServers);
    }
    if (RungJob.knows(contender)) {
      return new RungJob(contender, network, bootstrapServers, folder, LocalJobs.start(folder));
    }
    if (contender == Contender.SQL || contender == Contender.INTERVALS) {
      return new PeerJob(
          contender,
          Map.of(
              "bootstrap.servers", bootstrapServers, PollMeter.PROPERTY, PollMeter.class.getName()),
          folder,
          LocalJobs.start(folder));
    }
    return new StreamsPass(bootstrapServers, folder);
  }
}
