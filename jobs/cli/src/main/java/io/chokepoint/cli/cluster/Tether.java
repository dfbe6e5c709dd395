package io.chokepoint.cli.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Main class of the cluster's processes: runs another main class and ends the process when standard
 * input ends.
 *
 * <p>Standard input is a pipe from the process that started the cluster. The operating system
 * closes it when that process ends in whatever way, kill -9 included, so no cluster outlives its
 * owner. This class is copied alone onto the class path of those processes and must not refer to
 * any other of ours.
 */
final class Tether {
  /**
   * Time for Flink's shutdown hooks to remove their files, before the process ends without them.
   */
  private static final long GRACE_MILLIS = 5_000;

  private Tether() {}

  /** First argument: the main class to run; the others are its own. */
  public static void main(String[] args) throws Throwable {
    daemon("tether", Tether::exitWhenTheOwnerIsGone);
    try {
      Class.forName(args[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static void exitWhenTheOwnerIsGone() {
    InputStream ownersPipe = System.in;
    try {
      while (ownersPipe.read() >= 0) {
        // The owner writes nothing; only the end matters.
      }
    } catch (IOException e) {
      // A broken pipe says the same as a closed one.
    }
    daemon("tether-halt", Tether::haltAfterGrace);
    System.exit(0);
  }

  private static void haltAfterGrace() {
    try {
      Thread.sleep(GRACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
