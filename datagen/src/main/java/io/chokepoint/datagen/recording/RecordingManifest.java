package io.chokepoint.datagen.recording;

import java.util.List;
import java.util.SortedMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a recording holds: {@code manifest.json} in its folder.
 *
 * @param id tells this recording from others, also when it grows or is copied; replays are resumed
 *     by it
 * @param source where it comes from, for people and for those who resume it; null if nobody said
 * @param topics its topics, in the order of their declaration
 * @param files what there is of each partition, by topic in the order of topics, then by partition
 * @param schemas schemas of values, by fingerprint (16 hexadecimal digits)
 */
public record RecordingManifest(
    String id,
    @Nullable String source,
    List<RecordedTopic> topics,
    List<RecordedFile> files,
    SortedMap<String, Schema> schemas) {

  /** Its name in the folder. */
  public static final String FILE = "manifest.json";

  /** How many messages there are. */
  public long messages() {
    return files.stream().mapToLong(RecordedFile::messages).sum();
  }

  /** The bytes of all files. */
  public long bytes() {
    return files.stream().mapToLong(RecordedFile::bytes).sum();
  }

  /** The earliest event time, ms since 1970, or {@link RecordedMessage#NO_TIME}. */
  public long firstTimeMillis() {
    return files.stream()
        .mapToLong(RecordedFile::firstTimeMillis)
        .filter(time -> time != RecordedMessage.NO_TIME)
        .min()
        .orElse(RecordedMessage.NO_TIME);
  }

  /** The latest event time, ms since 1970, or {@link RecordedMessage#NO_TIME}. */
  public long lastTimeMillis() {
    return files.stream()
        .mapToLong(RecordedFile::lastTimeMillis)
        .max()
        .orElse(RecordedMessage.NO_TIME);
  }

  /** How many partitions a topic has: one more than the highest that was recorded. */
  public int partitionsOf(String topic) {
    return files.stream()
        .filter(file -> file.topic().equals(topic))
        .mapToInt(file -> file.partition() + 1)
        .max()
        .orElse(0);
  }
}
