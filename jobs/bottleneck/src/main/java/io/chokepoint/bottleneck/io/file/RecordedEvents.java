package io.chokepoint.bottleneck.io.file;

import io.chokepoint.bottleneck.io.EventPlacement;
import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.domain.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Reads whole recorded files and sorts their events. An event goes to the topic that its field
 * {@code topic} names, or to the network's first.
 */
public final class RecordedEvents {
  /** Rows between two signs of progress. */
  private static final int PROGRESS_ROWS = 10_000;

  private final Network network;
  private final EventPlacement[] placements;

  /** Prepares the reading for a network. */
  public RecordedEvents(Network network, long maxAheadMillis) {
    this.network = network;
    placements = new EventPlacement[network.topics().size()];
    for (int t = 0; t < placements.length; t++) {
      placements[t] = new EventPlacement(network, t, System::currentTimeMillis, maxAheadMillis);
    }
  }

  /**
   * Reads files and sorts their events into a folder, for {@link ReadSortedEvents}.
   *
   * @param files the files
   * @param folder an empty folder
   * @param progress is told the rows read so far, now and then
   * @return how many rows there were
   * @throws RecordedFileException where a file cannot be read to its end
   */
  public long sortInto(List<Path> files, Path folder, LongConsumer progress) throws IOException {
    try (EventSorter sorter = new EventSorter(folder)) {
      for (Path file : files) {
        try (RecordedFileReader reader = RecordedFileReader.open(file)) {
          String name = String.valueOf(file.getFileName());
          while (reader.next()) {
            sorter.add(read(reader, name));
            if (sorter.total() % PROGRESS_ROWS == 0) {
              progress.accept(sorter.total());
            }
          }
        }
      }
      return sorter.total();
    }
  }

  private SourceRecord read(RecordedFileReader reader, String file) {
    RowProblem problem = reader.problem();
    if (problem != null) {
      return EventPlacement.refused(
          origin(reader, file, true), problem.reason(), problem.message());
    }
    String topic = reader.topicName();
    int index = topic == null || topic.isEmpty() ? 0 : network.topicIndex(topic);
    if (index < 0) {
      return EventPlacement.refused(
          origin(reader, file, true),
          RejectReason.UNKNOWN_TOPIC,
          "the row's topic " + topic + " is none of the network's topics");
    }
    EventPlacement placement = placements[index];
    reader.fields(placement.names(), placement.fields());
    RowProblem unreadable = reader.problem();
    if (unreadable != null) {
      return EventPlacement.refused(
          origin(reader, file, true), unreadable.reason(), unreadable.message());
    }
    SourceRecord record = placement.place(origin(reader, file, false));
    return record.refusal() == null
        ? record
        : EventPlacement.refused(
            origin(reader, file, true), record.refusal().reason(), record.refusal().message());
  }

  /**
   * The row's bytes are only asked for where it was refused: some formats have to write it out
   * anew.
   */
  private static Origin origin(RecordedFileReader reader, String file, boolean whole) {
    return new Origin(
        file, 0, reader.position(), Origin.NO_TIMESTAMP, null, whole ? reader.rawBytes() : null);
  }
}
