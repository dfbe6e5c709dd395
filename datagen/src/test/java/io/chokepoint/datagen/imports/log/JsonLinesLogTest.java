package io.chokepoint.datagen.imports.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesLogTest {

  private final Path folder;

  JsonLinesLogTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void innerObjectsHaveDottedNamesAndNumbersKeepTheirText() throws IOException {
    Path log =
        Rows.file(
            folder,
            "a.jsonl",
            """
            {"id": 7, "price": 1.50, "user": {"name": "Ada", "home": {"city": "Wien"}}, "ok": true}

            {"id": "8", "user.name": "outer", "user": {"name": "inner"}, "gone": null}
            {"id": 9, "items": [1, "b", null, {"c": 1}], "empty": []}
            """);
    assertThat(Rows.of(log))
        .containsExactly(
            "1@1 {id=7, ok=true, price=1.50, user.home.city=Wien, user.name=Ada}",
            "2@3 {gone=, id=8, user.name=outer}",
            "3@4 {empty=[], id=9, items=[1, b]}");
  }

  @Test
  void aFaultyRowCostsNoOther() throws IOException {
    Path log =
        Rows.file(
            folder,
            "a.ndjson",
            """
            {"id": 1
            [1, 2]
            {"id": 3} {"id": 4}
            {"id": [1, }
            %s
            {"id": 6}
            """
                .formatted("{\"a\":".repeat(2_000)));
    List<String> rows = Rows.of(log);
    assertThat(rows.get(0)).contains("! not readable as JSON");
    assertThat(rows.get(1)).contains("! expected one JSON object");
    assertThat(rows.get(2)).contains("! there is more behind the JSON object");
    assertThat(rows.get(3)).contains("! not readable as JSON");
    assertThat(rows.get(4)).contains("! not readable as JSON");
    assertThat(rows.get(5)).isEqualTo("6@6 {id=6}");
  }
}
