package io.chokepoint.bench.ladder.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompilerTimeTest {
  private static final String REST = " S 1 2 3 0 -1 4194368 10 20 30 40 250 17 0 0 20 0 9 0 77 88";

  @Test
  void userAndSystemTimeOfCompilersCountAndOfNobodyElse() {
    assertThat(CompilerTime.ticksOf("12 (C2 CompilerThre)" + REST)).isEqualTo(267);
    assertThat(CompilerTime.ticksOf("13 (C1 CompilerThre)" + REST)).isEqualTo(267);
    assertThat(CompilerTime.ticksOf("14 (GC Thread#0)" + REST)).isZero();
    assertThat(CompilerTime.ticksOf("15 (a) C2 Compiler (b)" + REST)).isZero();
  }

  @Test
  void thisMachineHasCompiledSomethingByNow() {
    long sum = 1;
    for (long i = 1; i < 50_000_000L; i++) {
      sum = sum * 31 + i;
    }
    assertThat(sum).isNotZero();
    assertThat(CompilerTime.nanos()).isPositive();
  }
}
