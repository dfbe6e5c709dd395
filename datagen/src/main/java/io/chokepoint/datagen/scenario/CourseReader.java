package io.chokepoint.datagen.scenario;

import io.chokepoint.domain.network.Durations;
import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.MapReader;

/** Reads when an effect is, and reports what cannot be. */
final class CourseReader {
  private static final Course ANY = new Course(0, Course.FOREVER, 0, 0);

  private final MapReader map;
  private final long lastsMillis;
  private final Faults faults;

  CourseReader(MapReader map, long lastsMillis, Faults faults) {
    this.map = map;
    this.lastsMillis = lastsMillis;
    this.faults = faults;
  }

  Course read() {
    map.required("from", "from: 2h");
    for (String key : new String[] {"from", "until", "ramp", "fade"}) {
      if (map.has(key) && map.text(key, MapReader.ABSENT).startsWith("-")) {
        faults.add(
            map.valuePlace(key),
            "'" + key + "' of this effect lies before the start of the run",
            "count from the start, without a sign, such as 2h");
        return ANY;
      }
    }
    long fromMillis = map.millis("from", 0, 0);
    long untilMillis = map.millis("until", Course.FOREVER, 0);
    long rampMillis = map.millis("ramp", 0, 0);
    long fadeMillis = map.millis("fade", 0, 0);
    return check(fromMillis, untilMillis, rampMillis, fadeMillis)
        ? new Course(fromMillis, untilMillis, rampMillis, fadeMillis)
        : ANY;
  }

  private boolean check(long fromMillis, long untilMillis, long rampMillis, long fadeMillis) {
    String run = "the run lasts " + Durations.text(lastsMillis);
    if (fromMillis >= lastsMillis) {
      faults.add(
          map.valuePlace("from"),
          "this effect begins when the run is over: " + run,
          "begin it earlier, or let the run last longer");
      return false;
    }
    if (untilMillis <= fromMillis) {
      faults.add(
          map.valuePlace("until"),
          "this effect ends at " + Durations.text(untilMillis) + ", before it has begun",
          "write a time after " + Durations.text(fromMillis));
      return false;
    }
    if (untilMillis != Course.FOREVER && untilMillis > lastsMillis) {
      faults.add(
          map.valuePlace("until"),
          "this effect ends after the run: " + run,
          "end it earlier, or take 'until' out if it lasts to the end");
      return false;
    }
    if (untilMillis == Course.FOREVER && map.has("fade")) {
      faults.add(
          map.place("fade"),
          "this effect fades out, but does not say when it ends",
          "add 'until: 5h', or take 'fade' out");
      return false;
    }
    long lengthMillis = Math.min(untilMillis, lastsMillis) - fromMillis;
    if (rampMillis > lengthMillis || fadeMillis > lengthMillis - rampMillis) {
      faults.add(
          map.valuePlace(map.has("ramp") ? "ramp" : "fade"),
          "this effect takes longer to begin and end than it lasts, "
              + Durations.text(lengthMillis),
          "shorten 'ramp' or 'fade', or let it last longer");
      return false;
    }
    return true;
  }
}
