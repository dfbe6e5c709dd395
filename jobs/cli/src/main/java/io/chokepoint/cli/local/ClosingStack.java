package io.chokepoint.cli.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What has been opened and has to be closed, in reverse order and once: by whoever opened it, or by
 * the JVM when Ctrl-C or SIGTERM ends the process in between.
 */
public final class ClosingStack implements AutoCloseable {

  private static final Duration CLOSED_IN_ORDER_WITHIN = Duration.ofSeconds(5);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Thread onExit = new Thread(this::closeForExit, "close-what-is-open");
  private volatile boolean closing;

  /** An empty stack that the JVM closes on exit. */
  public ClosingStack() {
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** Opens something. */
  @FunctionalInterface
  public interface Opening<T extends AutoCloseable> {
    /** Opens it. */
    T open() throws Exception;
  }

  /**
   * Opens something on top of the stack. The stack cannot be closed between the opening and the
   * noting of it, so nothing stays open by accident.
   *
   * @throws InterruptedException if the stack is being closed: nothing is opened any more
   */
  public synchronized <T extends AutoCloseable> T open(Opening<T> opening) throws Exception {
    if (closing) {
      throw new InterruptedException("closing");
    }
    T opened = opening.open();
    open.push(opened);
    return opened;
  }

  /** Whether closing has begun; what fails from then on fails because of it. */
  public boolean isClosing() {
    return closing;
  }

  /**
   * Closes everything, the newest first; one that cannot be closed does not keep the others open.
   *
   * @throws Exception what the first that failed threw, with the others' as suppressed
   */
  @Override
  public void close() throws Exception {
    Exception failure = closeAll();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The JVM is on its way out and runs the hook itself; it finds nothing left to close.
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * A person who has pressed Ctrl-C does not wait for a broker that is half started: what is not
   * closed by then ends with the process, and only folders would outlive it.
   */
  private void closeForExit() {
    Thread closer = new Thread(this::closeAll, "close-in-order");
    closer.setDaemon(true);
    closer.start();
    try {
      closer.join(CLOSED_IN_ORDER_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    TemporaryFolder.deleteAll();
  }

  private @Nullable Exception closeAll() {
    closing = true;
    synchronized (this) {
      Exception failure = null;
      while (!open.isEmpty()) {
        try {
          open.pop().close();
        } catch (Exception e) {
          if (failure == null) {
            failure = e;
          } else {
            failure.addSuppressed(e);
          }
        }
      }
      return failure;
    }
  }
}
