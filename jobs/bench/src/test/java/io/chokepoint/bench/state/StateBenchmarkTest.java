package io.chokepoint.bench.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.network.NetworkFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateBenchmarkTest {
  @Test
  void tmp(@TempDir Path folder) throws Exception {
    var report =
        StateBenchmark.run(
            NetworkFile.load(Path.of("../../networks/inference.yaml")),
            Long.getLong("n", 2000),
            List.of(Backend.values()),
            folder,
            System.out::println);
    report
        .measurements()
        .forEach(
            m -> {
              System.out.println(m);
              System.out.printf(
                  "%s %s journey %.1f all %.1f cp %.1f heap %.1f files %.1f%n",
                  m.backend(),
                  m.fill(),
                  m.journeyBytes(),
                  m.serialisedBytes(),
                  m.per(m.checkpointBytes()),
                  m.per(m.heapBytes()),
                  m.per(m.tableFileBytes()));
              System.out.printf(
                  "log key %.1f value %.1f timers %.2f timer %.1f | groups entries %.2f key %.1f value %.1f timer %.1f%n",
                  m.per(m.log().values().keyBytes()),
                  m.per(m.log().values().valueBytes()),
                  m.per(m.log().timers().entries()),
                  m.per(m.log().timers().bytes()),
                  m.per(m.groups().values().entries()),
                  m.per(m.groups().values().keyBytes()),
                  m.per(m.groups().values().valueBytes()),
                  m.per(m.groups().timers().bytes()));
            });
    assertThat(report.measurements()).isNotEmpty();
  }
}
