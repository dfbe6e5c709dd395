package io.chokepoint.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

  private final Path parent;

  TemporaryFolderTest(@TempDir Path parent) {
    this.parent = parent;
  }

  @Test
  void closingDeletesWhatIsInIt() throws Exception {
    Path path;
    try (TemporaryFolder folder = TemporaryFolder.createIn(parent)) {
      path = folder.path();
      Files.createDirectories(path.resolve("a/b"));
      Files.writeString(path.resolve("a/b/c"), "text");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void aFolderWhoseProcessIsGoneIsDeletedByTheNextOne() throws Exception {
    Path abandoned = Files.createDirectory(parent.resolve("chokepoint-1"));
    Files.setLastModifiedTime(
        Files.createFile(abandoned.resolve(".in-use")), FileTime.from(Instant.EPOCH));
    TemporaryFolder.createIn(parent).close();
    assertThat(abandoned).doesNotExist();
  }

  @Test
  void aFolderInUseIsLeftAlone() throws Exception {
    try (TemporaryFolder used = TemporaryFolder.createIn(parent)) {
      Files.setLastModifiedTime(used.path().resolve(".in-use"), FileTime.from(Instant.EPOCH));
      TemporaryFolder.createIn(parent).close();
      assertThat(used.path()).isDirectory();
    }
  }

  @Test
  void somebodyElsesFolderIsLeftAlone() throws Exception {
    Path foreign = Files.createDirectory(parent.resolve("chokepoint-notes"));
    TemporaryFolder.createIn(parent).close();
    assertThat(foreign).isDirectory();
  }
}
