package io.chokepoint.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.notifier.record.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private static Delivery version(String episode, int version) {
    return new Delivery("r", episode, version, true, new byte[0], version, 0);
  }

  private static Delivery claim(Backlog backlog, long now) {
    return Objects.requireNonNull(backlog.claim(now));
  }

  @Test
  void versionsOfAnEpisodeGoInOrderAndEpisodesDoNotWaitForEachOther() {
    Backlog backlog = new Backlog(false, 10);
    backlog.add(version("a", 1));
    backlog.add(version("a", 2));
    backlog.add(version("b", 1));

    Delivery first = claim(backlog, 0);
    assertThat(first.version()).isEqualTo(1);
    assertThat(claim(backlog, 0).episodeId()).isEqualTo("b");
    assertThat(backlog.claim(0)).isNull();

    backlog.again(first, first.tried(), 50);
    assertThat(backlog.claim(49)).isNull();
    assertThat(backlog.nextMillis()).isEqualTo(50);
    Delivery again = claim(backlog, 50);
    assertThat(again.version()).isEqualTo(1);
    assertThat(again.attempts()).isEqualTo(1);
    backlog.done(again);
    assertThat(claim(backlog, 50).version()).isEqualTo(2);
  }

  @Test
  void whereTheNewestStandsForAllAnOlderOneIsNotSentAgain() {
    Backlog backlog = new Backlog(true, 10);
    backlog.add(version("a", 1));
    Delivery first = claim(backlog, 0);
    backlog.add(version("a", 2));
    backlog.add(version("a", 3));
    backlog.again(first, first.tried(), 10);

    assertThat(backlog.all()).extracting(Delivery::version).containsExactly(3);
  }

  @Test
  void aRepeatOfWhatWaitsAlreadyIsNotTakenTwice() {
    Backlog backlog = new Backlog(false, 10);
    backlog.add(version("a", 1));
    backlog.add(version("a", 1));
    claim(backlog, 0);
    backlog.add(version("a", 1));

    assertThat(backlog.all()).hasSize(1);
    assertThat(backlog.size()).isZero();
  }

  @Test
  void beyondItsRoomTheOldestIsGivenUp() {
    Backlog backlog = new Backlog(false, 2);
    assertThat(backlog.add(version("a", 1))).isNull();
    assertThat(backlog.add(version("b", 1))).isNull();

    assertThat(Objects.requireNonNull(backlog.add(version("c", 1))).episodeId()).isEqualTo("a");
  }

  @Test
  void nothingIsSentWhileTheReceiverAsksForAPause() {
    Backlog backlog = new Backlog(false, 2);
    backlog.add(version("a", 1));
    backlog.pause(100);

    assertThat(backlog.claim(99)).isNull();
    assertThat(backlog.nextMillis()).isEqualTo(100);
    assertThat(backlog.claim(100)).isNotNull();
  }

  /** Whatever fails and whenever: each version is done once, in order, and nothing is left. */
  @Test
  void nothingIsLostAndNothingOvertakes() {
    Random chance = new Random(20260101);
    Backlog backlog = new Backlog(false, Integer.MAX_VALUE);
    Map<String, Integer> written = new HashMap<>();
    Map<String, Integer> done = new HashMap<>();
    List<Delivery> inFlight = new ArrayList<>();
    long now = 0;
    for (int step = 0; step < 20_000; step++) {
      now++;
      if (step < 10_000 && chance.nextInt(3) == 0) {
        String episode = "e" + chance.nextInt(20);
        backlog.add(version(episode, written.merge(episode, 1, Integer::sum)));
      }
      if (inFlight.size() < 4) {
        Delivery next = backlog.claim(now);
        if (next != null) {
          inFlight.add(next);
        }
      }
      Set<String> episodes = new HashSet<>();
      inFlight.forEach(each -> assertThat(episodes.add(each.episodeId())).isTrue());
      if (!inFlight.isEmpty() && chance.nextInt(2) == 0) {
        Delivery settled = inFlight.remove(chance.nextInt(inFlight.size()));
        if (chance.nextInt(3) == 0) {
          backlog.again(settled, settled.tried(), now + chance.nextInt(20));
        } else {
          backlog.done(settled);
          assertThat(done.merge(settled.episodeId(), 1, Integer::sum)).isEqualTo(settled.version());
        }
      }
    }
    assertThat(done).isEqualTo(written);
    assertThat(backlog.all()).isEmpty();
    assertThat(backlog.oldestMillis()).isEqualTo(Backlog.NOBODY);
  }
}
