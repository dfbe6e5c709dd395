package io.chokepoint.evaluation.run;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import io.chokepoint.evaluation.plan.EvaluationCase;
import io.chokepoint.evaluation.plan.Suite;
import io.chokepoint.evaluation.plan.SuiteSize;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CaseRunTest {
  private static final Network NETWORK = NetworkFile.load(Path.of("../../networks/inference.yaml"));

  @Test
  void timing() throws Exception {
    for (EvaluationCase each : Suite.of(NETWORK, 1, SuiteSize.SMOKE)) {
      Observation seen = CaseRun.of(each);
      System.out.println(
          each.name()
              + " req "
              + each.requests()
              + " days "
              + each.options().duration().toHours() / 24.0
              + " events "
              + seen.events()
              + " s "
              + seen.seconds()
              + " finals "
              + seen.finals().size()
              + " "
              + seen.incidents()
              + seen.incidents().stream().map(i -> i.lostShare() + " " + i.isPromised()).toList()
              + seen.episodes());
    }
  }
}
