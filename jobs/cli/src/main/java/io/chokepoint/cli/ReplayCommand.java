package io.chokepoint.cli;

import io.chokepoint.cli.live.ProgressLine;
import io.chokepoint.datagen.recording.RecordingManifest;
import io.chokepoint.datagen.recording.RecordingReader;
import io.chokepoint.datagen.recording.kafka.ReplayOptions;
import io.chokepoint.datagen.recording.kafka.ReplayOptions.Beginning;
import io.chokepoint.datagen.recording.kafka.ReplayOptions.Times;
import io.chokepoint.datagen.recording.kafka.TopicReplayer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a recording back to Kafka. */
@Command(
    name = "replay",
    description = {
      "Writes a recording back to Kafka in event-time order across topics, each partition in its"
          + " own order.",
      "It may be stopped at any time and in any way; the same command goes on where it was, and"
          + " every message is delivered exactly once."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      ExitCodes.DONE_TEXT,
      ExitCodes.FAILED_TEXT,
      ExitCodes.USAGE_TEXT,
      "130:stopped with Ctrl-C; the same command goes on"
    },
    footer = {
      "",
      "Examples:",
      "  ./chokepoint replay monday --bootstrap localhost:9092",
      "  ./chokepoint replay monday --bootstrap localhost:9092 --speed 60 --shift-to-now",
      "  ./chokepoint replay monday --bootstrap localhost:9092 --speed full --again",
      "  ./chokepoint replay monday --bootstrap localhost:9092 --registry http://localhost:8081"
    })
final class ReplayCommand implements Callable<Integer> {

  private static final String FULL_SPEED = "full";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The recording.")
  private Path folder;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT[,...]",
      required = true,
      description = "Kafka brokers that have the topics.")
  private String bootstrap;

  @Option(
      names = "--speed",
      paramLabel = "N|full",
      description =
          "Recorded time in a unit of real time: 1 as it was, 60 for an hour a minute, full as"
              + " fast as it goes.")
  private String speed = "1";

  @Option(
      names = "--shift-to-now",
      description =
          "Make event times later, all by as many minutes, so that the last event is of the"
              + " present when it is played.")
  private boolean shiftToNow;

  @Mixin private RegistryOption registry;

  @Option(
      names = "--again",
      description = "Begin at the start, also if this recording was replayed there before.")
  private boolean again;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  ReplayCommand() {}

  @Override
  public Integer call() throws Exception {
    ReplayOptions options = options();
    PrintWriter err = spec.commandLine().getErr();
    try {
      err.println("chokepoint: checking " + folder + "…");
      RecordingReader recording = RecordingReader.open(folder);
      RecordingManifest manifest = recording.manifest();
      err.printf(
          Locale.ROOT,
          "chokepoint: %,d messages of %d topics, from %s to %s%n",
          manifest.messages(),
          manifest.topics().size(),
          RecordCommand.timeOf(manifest.firstTimeMillis()),
          RecordCommand.timeOf(manifest.lastTimeMillis()));
      replay(recording, options, err);
    } catch (IOException e) {
      throw new PlainException(Errors.inWords(e), e);
    }
    return ExitCodes.DONE;
  }

  private ReplayOptions options() {
    double factor;
    try {
      factor =
          speed.equalsIgnoreCase(FULL_SPEED) ? Double.POSITIVE_INFINITY : Double.parseDouble(speed);
      return new ReplayOptions(
          factor,
          shiftToNow ? Times.SHIFTED_TO_NOW : Times.AS_RECORDED,
          again ? Beginning.ANEW : Beginning.RESUMED);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--speed: a number above 0, or full, not " + speed, e);
    }
  }

  private void replay(RecordingReader recording, ReplayOptions options, PrintWriter err)
      throws IOException, PlainException {
    TopicReplayer replayer =
        new TopicReplayer(bootstrap, recording, System::currentTimeMillis, registry.client(err));
    Telling telling = new Telling(ProgressLine.on(err), err);
    try (StopOnExit armed = new StopOnExit(replayer::stop)) {
      TopicReplayer.Played played = replayer.play(options, telling);
      telling.line.finish();
      err.println(summary(played));
      if (played.unmoved() > 0) {
        err.printf(
            Locale.ROOT,
            "chokepoint: %,d of them have no event time that could be shifted and are as they"
                + " were%n",
            played.unmoved());
      }
      err.flush();
    }
  }

  private String summary(TopicReplayer.Played played) {
    if (played.left() > 0) {
      return String.format(
          Locale.ROOT,
          "chokepoint: replayed %,d messages, %,d are left; the same command goes on there",
          played.messages(),
          played.left());
    }
    if (played.messages() == 0 && played.skipped() > 0) {
      return "chokepoint: this recording was replayed there before, whole; --again does it again";
    }
    return String.format(
        Locale.ROOT, "chokepoint: replayed %,d messages to %s", played.messages(), bootstrap);
  }

  /** Tells a person how far the replay is. */
  private static final class Telling implements TopicReplayer.Progress {
    private final ProgressLine line;
    private final PrintWriter err;
    private long first = -1;

    Telling(ProgressLine line, PrintWriter err) {
      this.line = line;
      this.err = err;
    }

    @Override
    public void begins(long shiftMillis, boolean resumed) {
      err.println(
          resumed
              ? "chokepoint: going on where the last replay of this recording ended; Ctrl-C ends it"
              : "chokepoint: replaying from the start; Ctrl-C ends it");
      if (shiftMillis != 0) {
        err.println(
            "chokepoint: event times are shifted by " + Duration.ofMillis(shiftMillis).toString());
      }
      err.flush();
    }

    @Override
    public void deletesAtOnce(List<String> topics) {
      err.println(
          "chokepoint: beware: the brokers delete old messages of "
              + String.join(", ", topics)
              + ", and those of this recording are older. Use --shift-to-now, or keep them longer"
              + " (retention.ms=-1)");
      err.flush();
    }

    @Override
    public void reached(long messages, long of, long reachedMillis) {
      if (first < 0) {
        first = messages;
      }
      line.share("replayed", messages, of, messages - first, RecordCommand.timeOf(reachedMillis));
    }
  }
}
