package io.chokepoint.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingStackTest {

  private final List<String> closed = new ArrayList<>();

  @Test
  void theNewestIsClosedFirstAndEachOnce() throws Exception {
    ClosingStack stack = new ClosingStack();
    stack.open(() -> () -> closed.add("broker"));
    stack.open(() -> () -> closed.add("cluster"));
    stack.close();
    stack.close();
    assertThat(closed).containsExactly("cluster", "broker");
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthersOpen() throws Exception {
    ClosingStack stack = new ClosingStack();
    stack.open(() -> () -> closed.add("broker"));
    stack.open(
        () ->
            () -> {
              throw new IllegalStateException("stuck");
            });
    assertThatThrownBy(stack::close).hasMessage("stuck");
    assertThat(closed).containsExactly("broker");
  }

  @Test
  void nothingIsOpenedOnceClosingHasBegun() throws Exception {
    ClosingStack stack = new ClosingStack();
    stack.close();
    assertThatThrownBy(() -> stack.open(() -> () -> closed.add("late")))
        .isInstanceOf(InterruptedException.class);
    assertThat(closed).isEmpty();
  }
}
