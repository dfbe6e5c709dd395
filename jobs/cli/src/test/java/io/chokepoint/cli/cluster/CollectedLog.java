package io.chokepoint.cli.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What a logger of this process says, until it is closed. */
final class CollectedLog extends AbstractAppender implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final String logger;

  private CollectedLog(String logger) {
    super("collected " + logger, null, null, true, Property.EMPTY_ARRAY);
    this.logger = logger;
  }

  static CollectedLog of(String logger) {
    CollectedLog collected = new CollectedLog(logger);
    collected.start();
    context().getLogger(logger).addAppender(collected);
    return collected;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void append(LogEvent event) {
    lines.add(event.getMessage().getFormattedMessage());
  }

  @Override
  public void close() {
    context().getLogger(logger).removeAppender(this);
    stop();
  }

  private static LoggerContext context() {
    return (LoggerContext) LogManager.getContext(false);
  }
}
