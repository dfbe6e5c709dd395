package io.chokepoint.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventFieldsTest {

  private final EventFields fields = new EventFields(3);

  @Test
  void anExplicitNullIsPresentAndAnUnsetFieldIsNot() {
    fields.set(0, null);
    assertThat(fields.isPresent(0)).isTrue();
    assertThat(fields.text(0)).isNull();
    assertThat(fields.isPresent(1)).isFalse();
    assertThat(fields.text(1)).isNull();
    assertThat(fields.list(0)).isEmpty();
    assertThat(fields.list(1)).isEmpty();
  }

  @Test
  void aTextReadAsAListIsItsOnlyElement() {
    fields.set(2, "a");
    assertThat(fields.text(2)).isEqualTo("a");
    assertThat(fields.list(2)).containsExactly("a");
  }

  @Test
  void aListIsPresentEvenWhenEmptyAndHasNoText() {
    fields.setList(1, List.of());
    assertThat(fields.isPresent(1)).isTrue();
    assertThat(fields.text(1)).isNull();
    fields.setList(1, List.of("x", "y"));
    assertThat(fields.list(1)).containsExactly("x", "y");
  }

  @Test
  void clearMakesEveryFieldAbsent() {
    fields.set(0, "a");
    fields.setList(1, List.of("b"));
    fields.clear();
    assertThat(fields.size()).isEqualTo(3);
    for (int i = 0; i < fields.size(); i++) {
      assertThat(fields.isPresent(i)).isFalse();
    }
  }
}
