package io.chokepoint.bench.ladder.worker;

import io.chokepoint.bench.ladder.Contender;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The process of one contender. A line {@code warm N} on its input makes it read the stream until
 * it has used N milliseconds of CPU time, and {@code run} once, measured; each is answered by a
 * line. It ends when its input does: the operating system closes that with the process at the other
 * end, however that ends.
 */
public final class Worker {
  private static final long NANOS_A_MILLI = 1_000_000;

  /** No order is empty. */
  private static final String END = "";

  /**
   * A worker that waits closes its cluster in less; one in the midst of a pass is not waited for.
   */
  private static final long GRACE_MILLIS = 5_000;

  private Worker() {}

  /** Arguments: contender, bootstrap servers, network file, folder for files. */
  public static void main(String[] args) throws Exception {
    // What libraries print must not be taken for an answer.
    PrintStream answers = System.out;
    System.setOut(System.err);
    BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    Thread tether = new Thread(() -> take(orders), "orders");
    tether.setDaemon(true);
    tether.start();
    Contender contender = Contender.valueOf(args[0]);
    try (Pass pass = Passes.of(contender, args[1], network(contender, args[2]), Path.of(args[3]))) {
      answers.println("ready");
      for (String order = orders.take(); !order.equals(END); order = orders.take()) {
        String[] words = order.split(" ", -1);
        switch (words[0]) {
          case "warm" -> warm(pass, Long.parseLong(words[1]));
          case "run" -> measured(pass);
          default -> throw new IllegalArgumentException(order);
        }
        answers.println(PollMeter.sample().toLine());
      }
    } catch (Exception e) {
      e.printStackTrace();
      answers.println("failed " + rootMessage(e));
    }
    answers.flush();
    end();
  }

  /**
   * Threads of Flink and Kafka that still wait for something must not keep the process; a profiler
   * writes its file in a shutdown hook, and has the grace for that.
   */
  private static void end() {
    Thread limit = new Thread(Worker::haltAfterGrace, "limit");
    limit.setDaemon(true);
    limit.start();
    System.exit(0);
  }

  /** Takes in the orders; without anybody to give them there is nothing to finish either. */
  private static void take(BlockingQueue<String> orders) {
    try (BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String order = input.readLine(); order != null; order = input.readLine()) {
        orders.add(order);
      }
    } catch (IOException brokenPipe) {
      // It says the same as a closed one.
    }
    orders.add(END);
    haltAfterGrace();
  }

  private static void haltAfterGrace() {
    try {
      TimeUnit.MILLISECONDS.sleep(GRACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  private static Network network(Contender contender, String file) {
    return contender.of(NetworkFile.load(Path.of(file)));
  }

  private static void warm(Pass pass, long cpuMillis) throws Exception {
    long until = PollMeter.cpuNanos() + cpuMillis * NANOS_A_MILLI;
    do {
      measured(pass);
    } while (PollMeter.cpuNanos() < until);
  }

  private static void measured(Pass pass) throws Exception {
    // What the pass before left behind is not billed to this one.
    System.gc();
    PollMeter.reset();
    pass.run();
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable cause = root; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
