package io.chokepoint.report.picture;

import io.chokepoint.domain.conversion.Interval;
import io.chokepoint.report.words.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The outlines of a series: a line is drawn between neighbours in time, and never over a gap. */
final class RateOutlines {
  private final TimeAxis axis;
  private final RateScale scale;
  private final List<List<Bucket>> runs = new ArrayList<>();

  RateOutlines(TimeAxis axis, RateScale scale, List<Bucket> buckets) {
    this.axis = axis;
    this.scale = scale;
    for (Bucket bucket : buckets) {
      List<Bucket> run = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (run == null || run.get(run.size() - 1).toMillis() != bucket.fromMillis()) {
        run = new ArrayList<>();
        runs.add(run);
      }
      run.add(bucket);
    }
  }

  /** The rates. */
  String line() {
    Outline outline = new Outline();
    for (List<Bucket> run : runs) {
      if (run.size() == 1) {
        Bucket alone = run.get(0);
        outline.move(left(alone), y(rate(alone).rate()));
        outline.draw(right(alone), y(rate(alone).rate()));
      } else {
        outline.lift();
        run.forEach(bucket -> outline.next(middle(bucket), y(rate(bucket).rate())));
      }
    }
    return outline.toString();
  }

  /** The intervals. */
  String band() {
    Outline outline = new Outline();
    for (List<Bucket> run : runs) {
      if (run.size() == 1) {
        Bucket alone = run.get(0);
        outline.move(left(alone), y(rate(alone).high()));
        outline.draw(right(alone), y(rate(alone).high()));
        outline.draw(right(alone), y(rate(alone).low()));
        outline.draw(left(alone), y(rate(alone).low()));
      } else {
        outline.lift();
        run.forEach(bucket -> outline.next(middle(bucket), y(rate(bucket).high())));
        for (int i = run.size() - 1; i >= 0; i--) {
          outline.draw(middle(run.get(i)), y(rate(run.get(i)).low()));
        }
      }
      outline.close();
    }
    return outline.toString();
  }

  /** The entrants, as steps from the ground. */
  String volume(long most) {
    Outline outline = new Outline();
    for (List<Bucket> run : runs) {
      outline.move(left(run.get(0)), RateChart.HEIGHT);
      for (Bucket bucket : run) {
        double y = RateChart.HEIGHT * (1 - (double) bucket.count().entrants() / most);
        outline.draw(left(bucket), y);
        outline.draw(right(bucket), y);
      }
      outline.draw(right(run.get(run.size() - 1)), RateChart.HEIGHT);
      outline.close();
    }
    return outline.toString();
  }

  private static Interval rate(Bucket bucket) {
    return Objects.requireNonNull(bucket.count().rate(), "a bucket has entrants");
  }

  private double left(Bucket bucket) {
    return x(bucket.fromMillis());
  }

  private double right(Bucket bucket) {
    return x(bucket.toMillis());
  }

  private double middle(Bucket bucket) {
    return (left(bucket) + right(bucket)) / 2;
  }

  private double x(long millis) {
    return axis.at(millis) * RateChart.WIDTH / 100;
  }

  private double y(double rate) {
    return scale.at(rate) * RateChart.HEIGHT / 100;
  }

  /** The text of an SVG path. */
  private static final class Outline {
    private final StringBuilder text = new StringBuilder();
    private boolean lifted = true;

    void lift() {
      lifted = true;
    }

    void next(double x, double y) {
      add(lifted ? 'M' : 'L', x, y);
    }

    void move(double x, double y) {
      add('M', x, y);
    }

    void draw(double x, double y) {
      add('L', x, y);
    }

    void close() {
      text.append('Z');
    }

    private void add(char command, double x, double y) {
      lifted = false;
      text.append(command).append(Numbers.coordinate(x)).append(' ').append(Numbers.coordinate(y));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
