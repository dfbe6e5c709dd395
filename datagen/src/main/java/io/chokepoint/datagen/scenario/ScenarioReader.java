package io.chokepoint.datagen.scenario;

import io.chokepoint.domain.network.Durations;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.Located;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the top level of a scenario file: what it is called and before what it plays. */
final class ScenarioReader {
  private static final List<String> KEYS =
      List.of("scenario", "sentence", "quiet", "lasts", "background", "effects");
  private static final List<String> BACKGROUND_KEYS =
      List.of(
          "requests_per_minute",
          "daily_swing",
          "weekly_swing",
          "bursts_per_day",
          "burst_factor",
          "variation",
          "clock_skew",
          "private_share");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final String EFFECT =
      "[{kind: lossy, at: request/executed, from: 2h, until: 5h, share: 0.4}]";

  /** Requests would come closer than the 1 ms that event times resolve. */
  private static final double MOST_REQUESTS_PER_MINUTE = 60_000_000;

  /**
   * More bursts a day would overlap most of the time, and a higher one is a scenario of its own.
   */
  private static final double MOST_BURSTS = 100;

  /** Beyond five minutes the proofs of a network are refused. */
  private static final long MAX_SKEW_MILLIS = 300_000;

  private final Network network;
  private final Faults faults;

  ScenarioReader(Network network, Faults faults) {
    this.network = network;
    this.faults = faults;
  }

  /** Reads the whole scenario; what it returns is sound only if no fault was reported. */
  Scenario read(Node root) {
    MapReader file = new MapReader(root, "the scenario file", KEYS, faults);
    String name = file.requiredText("scenario", "my-scenario");
    if (!name.equals(MapReader.ABSENT) && !NAME.matcher(name).matches()) {
      faults.add(
          file.valuePlace("scenario"),
          "'" + name + "' is no name of a scenario",
          "write small letters, digits and single hyphens, such as nodes-out-of-memory");
    }
    String sentence =
        file.requiredText("sentence", "what happens, in one sentence that ends with a full stop.");
    file.required("lasts", "lasts: 6h");
    long lastsMillis = file.millis("lasts", 1, 1);
    boolean quiet = quiet(file);

    List<Effect> effects = new ArrayList<>();
    Node list = file.node("effects");
    if (!quiet) {
      list = file.required("effects", "effects: " + EFFECT);
    }
    List<Node> nodes = file.items("effects", EFFECT);
    if (list instanceof Node.Items && nodes.isEmpty() && !quiet) {
      faults.add(list, "nothing happens in this scenario", "add an effect, or write 'quiet: true'");
    }
    for (Node node : nodes) {
      Effect effect = new EffectReader(network, lastsMillis, faults).read(node);
      if (effect != null) {
        effects.add(effect);
        checkQuiet(quiet, effect, node);
      }
    }
    return new Scenario(name, sentence, quiet, lastsMillis, background(file), effects);
  }

  private boolean quiet(MapReader file) {
    String quiet = file.text("quiet", "false");
    if (!quiet.equals("true") && !quiet.equals("false") && !quiet.equals(MapReader.ABSENT)) {
      faults.add(
          file.valuePlace("quiet"), "'quiet' is '" + quiet + "'", "write true, or leave it out");
    }
    return quiet.equals("true");
  }

  private void checkQuiet(boolean quiet, Effect effect, Located where) {
    if (quiet && !effect.isQuiet()) {
      faults.add(
          where,
          "a quiet scenario loses no demand, and this effect does",
          "take 'quiet: true' out, or write an effect of traffic, of lateness, or of a topic whose"
              + " events are held");
    }
  }

  private Background background(MapReader file) {
    Node node = file.node("background");
    if (node == null) {
      return Background.USUAL;
    }
    MapReader map = new MapReader(node, "'background'", BACKGROUND_KEYS, faults);
    Numbers numbers = new Numbers(map, "'background'", faults);
    return new Background(
        numbers.number(
            "requests_per_minute",
            n -> n > 0 && n <= MOST_REQUESTS_PER_MINUTE,
            "a number above 0, such as 120"),
        numbers.swing("daily_swing"),
        numbers.swing("weekly_swing"),
        numbers.number("bursts_per_day", n -> n >= 0 && n <= MOST_BURSTS, "a number from 0 to 100"),
        numbers.number("burst_factor", n -> n >= 1 && n <= MOST_BURSTS, "a number from 1 to 100"),
        numbers.number("variation", n -> n >= 0 && n <= 2, "a number from 0 to 2"),
        clockSkewMillis(map),
        numbers.part("private_share"));
  }

  private @Nullable Long clockSkewMillis(MapReader map) {
    if (!map.has("clock_skew")) {
      return null;
    }
    long skewMillis = map.millis("clock_skew", 0, 0);
    if (skewMillis > MAX_SKEW_MILLIS) {
      faults.add(
          map.valuePlace("clock_skew"),
          "clocks that are off by " + Durations.text(skewMillis) + " are no clocks",
          "write up to " + Durations.text(MAX_SKEW_MILLIS));
    }
    return skewMillis;
  }
}
