package io.chokepoint.cli;

import io.chokepoint.datagen.Incident;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The incident of a simulation, as a person asks for it. */
final class IncidentOptions {

  private static final Pattern PATH_STAGE_RATE =
      Pattern.compile("([^/=]+)/([^/=]+)=([0-9]*\\.?[0-9]+)");

  @Option(
      names = "--incident",
      paramLabel = "PATH/STAGE=RATE",
      description =
          "Let only this share of its entrants reach a stage for a while (default: no incident).")
  private @Nullable String incident;

  @Option(
      names = "--incident-reason",
      paramLabel = "REASON",
      description = "The reason that most refusals give meanwhile (default: the usual mix).")
  private @Nullable String reason;

  @Option(
      names = "--incident-at",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "When it begins (default: after a third of the simulation).")
  private @Nullable Duration at;

  @Option(
      names = "--incident-for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long it lasts (default: a third of the simulation).")
  private @Nullable Duration lasts;

  /**
   * The incident.
   *
   * @param simulated how long the simulation lasts
   * @return null where none is asked for
   */
  @Nullable Incident of(Duration simulated, CommandLine command) {
    if (incident == null) {
      return null;
    }
    Matcher parts = PATH_STAGE_RATE.matcher(incident);
    if (!parts.matches()) {
      throw new CommandLine.ParameterException(
          command,
          "--incident: '"
              + incident
              + "' is no incident; write PATH/STAGE=RATE, for example request/executed=0.4");
    }
    Duration third = simulated.dividedBy(3);
    return new Incident(
        parts.group(1),
        parts.group(2),
        Double.parseDouble(parts.group(3)),
        at == null ? third : at,
        lasts == null ? third : lasts,
        reason);
  }
}
