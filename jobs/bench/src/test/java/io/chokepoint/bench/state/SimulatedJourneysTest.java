package io.chokepoint.bench.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.domain.journey.StageEvent;
import io.chokepoint.domain.journey.StageEvent.Kind;
import io.chokepoint.domain.network.NetworkFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedJourneysTest {
  private static final int COPIES = 100;

  private final SimulatedJourneys journeys =
      new SimulatedJourneys(NetworkFile.load(Path.of("../../networks/inference.yaml")), 30);

  @Test
  void noCopySharesAJourneyOrAGroupWithAnother() {
    Set<ByteBuffer> keys = new HashSet<>();
    Set<List<Object>> groups = new HashSet<>();
    int keysOfOne = 0;
    int groupsOfOne = 0;
    for (int copy = 0; copy < COPIES; copy++) {
      for (Fill fill : Fill.values()) {
        for (int at = 0; at < journeys.events(fill); at++) {
          StageEvent event = journeys.event(fill, at, copy).events().get(0);
          if (event.kind() == Kind.JOURNEY) {
            keys.add(ByteBuffer.wrap(event.key()));
          } else {
            groups.add(List.of(event.slot(), ByteBuffer.wrap(event.key())));
          }
        }
      }
      keysOfOne = copy == 0 ? keys.size() : keysOfOne;
      groupsOfOne = copy == 0 ? groups.size() : groupsOfOne;
    }
    assertThat(keysOfOne).isEqualTo(journeys.count()).isPositive();
    assertThat(keys).hasSize(COPIES * keysOfOne);
    assertThat(groups).hasSize(COPIES * groupsOfOne);
  }

  @Test
  void aMemberCopiesWithItsJourney() {
    Set<ByteBuffer> keys = new HashSet<>();
    for (int at = 0; at < journeys.events(Fill.ENTERED); at++) {
      keys.add(ByteBuffer.wrap(journeys.event(Fill.ENTERED, at, 7).events().get(0).key()));
    }
    for (int at = 0; at < journeys.events(Fill.HALF_WAY); at++) {
      StageEvent event = journeys.event(Fill.HALF_WAY, at, 7).events().get(0);
      if (event.kind() == Kind.MEMBER) {
        assertThat(keys).contains(ByteBuffer.wrap(Objects.requireNonNull(event.member())));
      }
    }
  }

  @Test
  void everyJourneyEntersOnce() {
    assertThat(journeys.events(Fill.ENTERED)).isEqualTo(journeys.count());
    assertThat(journeys.stages()).hasSize(8);
  }
}
