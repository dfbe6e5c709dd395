package io.chokepoint.cli;

import io.chokepoint.cli.live.ProgressLine;
import io.chokepoint.datagen.recording.RecordedMessage;
import io.chokepoint.datagen.recording.RecordedTopic;
import io.chokepoint.datagen.recording.RecordingManifest;
import io.chokepoint.datagen.recording.RecordingWriter;
import io.chokepoint.datagen.recording.kafka.TopicRecorder;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Records topics into a folder. */
@Command(
    name = "record",
    description = {
      "Records topics into a folder: each message with partition, offset, key, timestamp, headers"
          + " and value, and a manifest.",
      "It may be stopped at any time and in any way; the same command goes on where it was."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      ExitCodes.DONE_TEXT,
      ExitCodes.FAILED_TEXT,
      ExitCodes.USAGE_TEXT,
      "130:stopped with Ctrl-C; what was recorded is whole"
    },
    footer = {
      "",
      "Examples:",
      "  ./chokepoint record --bootstrap localhost:9092 --out monday",
      "  ./chokepoint record --bootstrap localhost:9092 --out monday --from latest",
      "  ./chokepoint record --bootstrap localhost:9092 --topics orders,payments --until-end --out o"
    })
final class RecordCommand implements Callable<Integer> {

  /** The event time in all contracts that come with the program. */
  private static final String USUAL_TIME_FIELD = "event_time";

  @Spec private CommandSpec spec;

  @Mixin private NetworkOption network;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT[,...]",
      required = true,
      description = "Kafka brokers.")
  private String bootstrap;

  @Option(
      names = "--topics",
      paramLabel = "TOPIC[,...]",
      split = ",",
      description = "The topics (default: all of the network file, which also names time fields).")
  private @Nullable List<String> names;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "A new folder, or one with a recording of these brokers that is to go on.")
  private Path out;

  @Option(
      names = "--from",
      description = "Where partitions begin that are not recorded yet: ${COMPLETION-CANDIDATES}.")
  private TopicRecorder.Begin begin = TopicRecorder.Begin.EARLIEST;

  @Option(
      names = "--until-end",
      description = "End when everything is recorded that was there at the start.")
  private boolean untilEnd;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  RecordCommand() {}

  @Override
  public Integer call() throws Exception {
    List<RecordedTopic> topics = topics();
    PrintWriter err = spec.commandLine().getErr();
    try {
      try (RecordingWriter writer =
          RecordingWriter.isRecording(out)
              ? RecordingWriter.resume(out)
              : RecordingWriter.create(out, UUID.randomUUID().toString())) {
        record(topics, writer, err);
      }
    } catch (IOException e) {
      throw new PlainException(Errors.inWords(e), e);
    }
    return ExitCodes.DONE;
  }

  private void record(List<RecordedTopic> topics, RecordingWriter writer, PrintWriter err)
      throws IOException {
    TopicRecorder recorder = new TopicRecorder(bootstrap, writer, System::currentTimeMillis);
    Telling telling = new Telling(writer.committed().messages(), err);
    try (StopOnExit armed = new StopOnExit(recorder::stop)) {
      recorder.record(
          topics,
          begin,
          untilEnd ? TopicRecorder.End.AT_PRESENT : TopicRecorder.End.NEVER,
          telling);
      telling.line.finish();
      RecordingManifest manifest = writer.commit();
      err.printf(
          Locale.ROOT,
          "chokepoint: %s has %,d messages of %d topics, from %s to %s%n",
          out,
          manifest.messages(),
          manifest.topics().size(),
          timeOf(manifest.firstTimeMillis()),
          timeOf(manifest.lastTimeMillis()));
      err.flush();
    }
  }

  private List<RecordedTopic> topics() {
    if (names != null) {
      names.forEach(this::checkName);
    }
    Network checked = network.load();
    List<String> wanted =
        names != null ? names : checked.topics().stream().map(Topic::name).toList();
    List<RecordedTopic> topics = new ArrayList<>();
    for (String name : wanted) {
      checkName(name);
      int index = checked.topicIndex(name);
      topics.add(
          new RecordedTopic(
              name, index < 0 ? USUAL_TIME_FIELD : checked.topics().get(index).timeField()));
    }
    return topics;
  }

  private void checkName(String name) {
    try {
      new RecordedTopic(name, null);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--topics: " + e.getMessage(), e);
    }
  }

  static String timeOf(long millis) {
    return millis == RecordedMessage.NO_TIME ? "no time" : Instant.ofEpochMilli(millis).toString();
  }

  /** Tells a person how far the recording is. */
  private final class Telling implements TopicRecorder.Progress {
    private final long before;
    private final PrintWriter err;
    private final ProgressLine line;

    Telling(long before, PrintWriter err) {
      this.before = before;
      this.err = err;
      line = ProgressLine.on(err);
    }

    @Override
    public void begins(int partitions) {
      err.printf(
          Locale.ROOT,
          "chokepoint: recording %d partitions into %s%s; Ctrl-C ends it%n",
          partitions,
          out,
          before == 0 ? "" : String.format(Locale.ROOT, ", behind the %,d messages in it", before));
      err.flush();
    }

    @Override
    public void recorded(long messages, long lastTimeMillis) {
      line.count("recorded", messages, messages - before, timeOf(lastTimeMillis));
    }
  }
}
