package io.chokepoint.domain.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClientTimeoutsTest {

  @Test
  void aClientGivesUpBeforeItsTaskIsGivenUp() {
    Map<String, String> settings = new TreeMap<>(Map.of("bootstrap.servers", "localhost:9092"));
    ClientTimeouts.addTo(settings);
    assertThat(settings).containsKeys("bootstrap.servers", "request.timeout.ms");
    assertThat(Long.parseLong(settings.get("default.api.timeout.ms"))).isLessThan(30_000);
    assertThat(Long.parseLong(settings.get("max.block.ms"))).isLessThan(30_000);
  }

  @Test
  void whoeverSetsOneOfThemSetsThemAll() {
    Map<String, String> settings = new TreeMap<>(Map.of("request.timeout.ms", "45000"));
    ClientTimeouts.addTo(settings);
    assertThat(settings).containsOnlyKeys("request.timeout.ms");
  }
}
