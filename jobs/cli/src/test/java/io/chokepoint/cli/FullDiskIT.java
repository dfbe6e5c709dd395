package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.cli.local.LocalBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recording until nothing more can be written: on a small tmpfs where this user may mount one (CI's
 * root may), else with the shell's limit to the size of a file.
 */
@Timeout(120)
class FullDiskIT {

  private static final int DISK_KIB = 1_024;
  private static final int VALUE_BYTES = 1_000;

  private final Path disk;
  private final boolean mounted;

  FullDiskIT(@TempDir Path folder) throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    mounted = ran("mount", "-t", "tmpfs", "-o", "size=" + DISK_KIB + "k", "tmpfs", disk.toString());
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(ran("umount", disk.toString())).isTrue();
    }
  }

  @Test
  void aFullDiskIsNamedWhatWasCommittedIsSafeAndRoomLetsTheNextGoOn() throws Exception {
    Path recording = disk.resolve("recording");
    try (LocalBroker broker = LocalBroker.start()) {
      Messages.createTopics(broker.bootstrapServers(), 1, "a", "b");
      fill(broker.bootstrapServers());
      try (CommandProcess recorder = record(broker, recording, true)) {
        assertThat(recorder.awaitExit()).as(recorder.said()).isEqualTo(ExitCodes.FAILED);
        assertThat(recorder.said())
            .contains(mounted ? "the disk is full" : "it cannot be written")
            .contains("messages are safe")
            .contains("give the same command again to go on")
            .doesNotContain("\tat ", "Exception");
      }
      Map<String, List<String>> there = Messages.committed(broker.bootstrapServers(), "a", "b");
      Map<String, List<String>> recorded = Messages.recorded(recording);
      Messages.assertPrefixes(recorded, there);
      assertThat(recorded).isNotEqualTo(there);

      if (mounted) {
        assertThat(ran("mount", "-o", "remount,size=100m", disk.toString())).isTrue();
      }
      try (CommandProcess recorder = record(broker, recording, false)) {
        assertThat(recorder.awaitExit()).as(recorder.said()).isZero();
      }
      assertThat(Messages.recorded(recording)).isEqualTo(there);
    }
  }

  private CommandProcess record(LocalBroker broker, Path recording, boolean limited)
      throws IOException {
    List<String> launcher =
        limited && !mounted
            ? List.of("bash", "-c", "ulimit -f " + DISK_KIB + "; exec \"$@\"", "limited")
            : List.of();
    return CommandProcess.startBy(
        launcher,
        "record",
        "--bootstrap",
        broker.bootstrapServers(),
        "--topics",
        "a,b",
        "--until-end",
        "--out",
        recording.toString());
  }

  /** Several times what the disk takes, of bytes that cannot be compressed. */
  private static void fill(String bootstrap) {
    SplittableRandom random = new SplittableRandom(20260103);
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < 4 * DISK_KIB; i++) {
        byte[] value = new byte[VALUE_BYTES];
        random.nextBytes(value);
        producer.send(new ProducerRecord<>(i % 2 == 0 ? "a" : "b", value));
      }
    }
  }

  private static boolean ran(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(new ArrayList<>(List.of(command)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
