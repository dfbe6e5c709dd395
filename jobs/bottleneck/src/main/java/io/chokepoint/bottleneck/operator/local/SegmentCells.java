package io.chokepoint.bottleneck.operator.local;

import io.chokepoint.bottleneck.record.CohortCellSerializer;
import io.chokepoint.domain.conversion.CellNews;
import io.chokepoint.domain.conversion.CohortCell;
import io.chokepoint.domain.conversion.LagBins;
import io.chokepoint.domain.conversion.TrackedValues;
import io.chokepoint.domain.detection.CohortEvidence.OfSegment;
import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.TallyDelta;
import io.chokepoint.domain.network.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one table, by segment: those of the values that it {@linkplain TrackedValues tracks}
 * and that of all others.
 *
 * <p>A tally of a tracked value costs one look-up and one write. A value that loses its place moves
 * to the others for good; where its row was published, its empty cell stays until that is taken
 * back.
 */
final class SegmentCells {
  private final MapState<String, CohortCell> cells;

  /** The tracked values, packed; absent where there are none. */
  private final ValueState<byte[]> tracked;

  private final Counter others;
  private final Packing.Writer writer = new Packing.Writer();
  private final Packing.Reader reader = new Packing.Reader();

  /**
   * Opens the state of a keyed operator.
   *
   * @param others counts the tallies of values that are not tracked
   */
  SegmentCells(RuntimeContext context, Counter others) {
    cells =
        context.getMapState(
            new MapStateDescriptor<>("cells", Types.STRING, CohortCellSerializer.TYPE));
    tracked =
        context.getState(
            new ValueStateDescriptor<>(
                "tracked", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    this.others = others;
  }

  /**
   * Counts a change.
   *
   * @param mostValues how many values of its dimension are tracked; no matter for the total
   * @param toldMillis the lag up to which the table was told of, as for {@link CohortCell#add}
   */
  void add(TallyDelta delta, int mostValues, long toldMillis) throws Exception {
    String segment = delta.segment();
    CohortCell cell = cells.get(segment);
    if (delta.dimension() != TallyDelta.TOTAL) {
      if (cell == null && !segment.equals(Dimension.OTHER) && admits(segment, mostValues)) {
        track(segment, mostValues, toldMillis);
      } else if (cell == null || cell.hasMoved() || segment.equals(Dimension.OTHER)) {
        others.inc();
        segment = Dimension.OTHER;
        cell = cells.get(segment);
      }
    }
    CohortCell changed = cell == null ? new CohortCell() : cell;
    changed.add(delta, toldMillis);
    cells.put(segment, changed);
  }

  private boolean admits(String value, int most) throws Exception {
    byte[] packed = tracked.value();
    return packed == null || TrackedValues.admits(packed, reader, value, most);
  }

  private void track(String value, int most, long toldMillis) throws Exception {
    byte[] packed = tracked.value();
    TrackedValues values =
        packed == null ? new TrackedValues() : TrackedValues.unpack(packed, reader);
    String evicted = values.add(value, most);
    if (evicted != null) {
      moveToOthers(evicted, toldMillis);
    }
    if (values.isToBeRenewed()) {
      List<String> all = new ArrayList<>(List.of(value));
      for (Map.Entry<String, CohortCell> entry : cells.entries()) {
        if (!entry.getValue().hasMoved() && !entry.getKey().equals(Dimension.OTHER)) {
          all.add(entry.getKey());
        }
      }
      values.renew(all);
    }
    tracked.update(values.pack(writer));
  }

  private void moveToOthers(String value, long toldMillis) throws Exception {
    CohortCell cell = cells.get(value);
    @Nullable CohortCell known = cells.get(Dimension.OTHER);
    CohortCell other = known == null ? new CohortCell() : known;
    cell.moveTo(other, toldMillis);
    cells.put(Dimension.OTHER, other);
    store(value, cell);
  }

  /** All cells of the table, as they are now. */
  List<Map.Entry<String, CohortCell>> all() throws Exception {
    List<Map.Entry<String, CohortCell>> all = new ArrayList<>();
    cells.entries().forEach(all::add);
    return all;
  }

  /**
   * Tells what has become known of the cells with each bin.
   *
   * @param from the first of the bins that are complete since the last time
   * @param to the bin after the last of them
   * @return the segments that there is something to tell of, in the order of their names
   */
  List<OfSegment> tell(LagBins bins, int from, int to) throws Exception {
    List<OfSegment> told = new ArrayList<>();
    for (Map.Entry<String, CohortCell> entry : all()) {
      CellNews news = entry.getValue().tell(bins, from, to);
      if (news != null) {
        store(entry.getKey(), entry.getValue());
        told.add(
            new OfSegment(
                entry.getKey(),
                news.entrants(),
                news.value(),
                news.convertedBefore(),
                news.converted(),
                news.refusals(),
                news.amended()));
      }
    }
    told.sort(Comparator.comparing(OfSegment::segment));
    return told;
  }

  /**
   * Stores a cell that has changed; one that has moved only as long as its row is out, or what was
   * told of it is not taken back.
   */
  void store(String segment, CohortCell cell) throws Exception {
    if (cell.hasMoved() && !(cell.isDirty() && cell.isPublished()) && !cell.isAmended()) {
      cells.remove(segment);
    } else {
      cells.put(segment, cell);
    }
  }

  /** Forgets the table. */
  void clear() {
    cells.clear();
    tracked.clear();
  }
}
