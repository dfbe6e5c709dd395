package io.chokepoint.bench.ladder.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MachineTimeTest {
  // user nice system idle iowait irq softirq steal guest guest_nice
  private static final MachineTime BEFORE =
      MachineTime.ofLine("cpu  100 0 100 500 100 0 0 0 30 0", 0);

  @Test
  void stealIsAShareOfAllTicksAndGuestTimeIsNotCountedTwice() {
    MachineTime after = MachineTime.ofLine("cpu  150 0 120 520 100 0 0 10 60 0", 0);

    assertThat(after.stealShareSince(BEFORE)).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void whatNeitherThisProcessNorTheBrokerUsedIsForeign() {
    // Of 100 ticks 20 idle, 10 stolen, 70 busy; 30 of them were ours and 15 the broker's.
    MachineTime after = MachineTime.ofLine("cpu  150 0 120 520 100 0 0 10 60 0", 150_000_000);

    assertThat(after.foreignShareSince(BEFORE, 300_000_000)).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void aSystemThatSaysNothingGivesNoNumber() {
    MachineTime unknown = MachineTime.ofLine("", 0);

    assertThat(unknown.stealShareSince(BEFORE)).isNaN();
    assertThat(unknown.foreignShareSince(BEFORE, 1)).isNaN();
    assertThat(BEFORE.stealShareSince(BEFORE)).isNaN();
  }
}
