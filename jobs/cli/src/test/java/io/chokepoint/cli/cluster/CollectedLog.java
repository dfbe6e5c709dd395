package io.chokepoint.cli.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What a logger of this process says, until it is closed. */
final class CollectedLog extends AbstractAppender implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final Level before;

  private CollectedLog(Logger logger) {
    super("collected " + logger.getName(), null, null, true, Property.EMPTY_ARRAY);
    this.logger = logger;
    before = logger.getLevel();
  }

  /**
   * @param name of the logger; empty for all that this process says
   */
  static CollectedLog of(String name) {
    CollectedLog collected =
        new CollectedLog(((LoggerContext) LogManager.getContext(false)).getLogger(name));
    collected.start();
    Configurator.setLevel(name, Level.INFO);
    collected.logger.addAppender(collected);
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
    logger.removeAppender(this);
    Configurator.setLevel(logger.getName(), before);
    stop();
  }
}
