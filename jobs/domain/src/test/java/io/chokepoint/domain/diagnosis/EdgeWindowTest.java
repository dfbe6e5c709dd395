package io.chokepoint.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EdgeWindowTest {
  @Test
  void aLaterVersionOfACohortReplacesTheEarlier() {
    EdgeWindow window = new EdgeWindow();
    window.put(0, 10, 5);
    window.put(60, 20, 8);
    window.put(0, 12, 6);
    assertThat(window.entrants()).isEqualTo(32);
    assertThat(window.converted()).isEqualTo(14);
    assertThat(window.firstCohort()).isZero();
    assertThat(window.lastCohort()).isEqualTo(60);
  }

  @Test
  void itHoldsAsManyCohortsAsTheWindowIsLong() {
    EdgeWindow window = new EdgeWindow();
    for (long start = -300; start <= 600; start += 60) {
      window.put(start, 1, 1);
      window.keepLast(300);
    }
    assertThat(window.firstCohort()).isEqualTo(360);
    assertThat(window.entrants()).isEqualTo(5);
  }

  @Test
  void aCorrectionOfACohortBeforeTheWindowChangesNothing() {
    EdgeWindow window = new EdgeWindow();
    window.put(600, 1, 1);
    window.put(0, 99, 0);
    window.keepLast(300);
    assertThat(window.entrants()).isEqualTo(1);
  }

  @Test
  void whatIsUnpackedIsWhatWasPacked() {
    EdgeWindow window = new EdgeWindow();
    assertThat(EdgeWindow.unpack(window.pack()).isEmpty()).isTrue();
    window.put(-60, 0, 0);
    window.put(1L << 50, 1L << 40, 1L << 39);
    EdgeWindow copy = EdgeWindow.unpack(window.pack());
    assertThat(copy.pack()).isEqualTo(window.pack());
    assertThat(copy.entrants()).isEqualTo(1L << 40);
    assertThat(copy.firstCohort()).isEqualTo(-60);
  }
}
