package io.chokepoint.datagen.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeOrderTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000, 20_000, TimeOrder.MEMORY_BYTES})
  void eventsOfOneTimeKeepTheirOrderHoweverMuchIsSpilled(long memoryBytes, @TempDir Path folder)
      throws IOException {
    Random random = new Random(20260101);
    List<String> expected = new ArrayList<>();
    List<String> sorted = new ArrayList<>();
    try (TimeOrder order = new TimeOrder(folder, memoryBytes)) {
      for (int i = 0; i < 200; i++) {
        int time = random.nextInt(20);
        byte[] key = i % 3 == 0 ? null : new byte[] {(byte) i};
        byte[] value = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
        ImportedEvent event = new ImportedEvent(time, i % 4, key, value);
        order.add(event);
        expected.add(text(event));
      }
      expected.sort(Comparator.comparing(text -> text.substring(0, 2)));
      order.drainTo(event -> sorted.add(text(event)));
    }
    assertThat(sorted).isEqualTo(expected);
    assertThat(folder).isEmptyDirectory();
  }

  private static String text(ImportedEvent event) {
    byte[] key = event.key();
    return "%02d %d %s %s"
        .formatted(
            event.timeMillis(),
            event.topic(),
            key == null ? "-" : key[0],
            new String(event.value(), StandardCharsets.UTF_8));
  }
}
