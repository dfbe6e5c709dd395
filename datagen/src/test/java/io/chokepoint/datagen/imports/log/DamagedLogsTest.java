package io.chokepoint.datagen.imports.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is damaged in a log, it is read, or refused in words that name it. */
class DamagedLogsTest {

  private static final int DAMAGES = 500;
  private static final long SEED = 20260101;

  /** Bytes that mean something in one of the formats; others are hit by chance. */
  private static final byte[] TELLING =
      "<>&;\"'{}[],:/!?-=\r\n\\\u0000\t".getBytes(StandardCharsets.UTF_8);

  private static final String XES =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <log><!-- ü --><trace><string key="concept:name" value="c"/><event><date key="t" value="x"/>
      <list key="l"><values><int key="i" value="1"/></values></list></event></trace></log>
      """;

  private static final String CSV = "id,name\n1,\"a, \"\"b\"\"\nc\"\n2,ü\n";
  private static final String JSON =
      "{\"a\": {\"b\": [1, null, \"ü\"]}, \"c\": 1.5e3}\n{\"a\": true}\n";

  @ParameterizedTest
  @ValueSource(strings = {"a.xes", "a.csv", "a.jsonl", "a.xes.gz", "a.csv.gz"})
  void aDamagedLogIsReadOrRefusedInWords(String name, @TempDir Path folder) throws IOException {
    String text = name.contains("xes") ? XES : name.contains("csv") ? CSV : JSON;
    byte[] sound = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = name.endsWith(".gz") ? gzip(sound) : sound;
    Path log = folder.resolve(name);
    assertThat(Rows.of(Files.write(log, bytes))).isNotEmpty();
    Random random = new Random(SEED);
    for (int i = 0; i < DAMAGES; i++) {
      byte[] damaged = damaged(bytes, random);
      Files.write(log, damaged);
      try {
        Rows.of(log);
      } catch (LogFileException refused) {
        assertThat(refused).hasMessageContaining(name + ": ");
      } catch (RuntimeException unexpected) {
        fail("damage " + i + " of seed " + SEED + ": " + Arrays.toString(damaged), unexpected);
      }
    }
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] damaged =
        random.nextInt(4) == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
    for (int hits = 1 + random.nextInt(3); hits > 0 && damaged.length > 0; hits--) {
      damaged[random.nextInt(damaged.length)] =
          random.nextBoolean()
              ? TELLING[random.nextInt(TELLING.length)]
              : (byte) random.nextInt(256);
    }
    return damaged;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
