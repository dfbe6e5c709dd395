package io.chokepoint.cli;

import io.chokepoint.domain.network.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as network files write them: {@code 30s}, {@code 90m}, {@code 2h}. */
final class DurationConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      return Duration.ofMillis(Durations.parseMillis(text));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage() + "; write for example 90s, 30m or 2h");
    }
  }
}
