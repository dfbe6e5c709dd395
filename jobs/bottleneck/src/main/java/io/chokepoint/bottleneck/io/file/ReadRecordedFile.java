package io.chokepoint.bottleneck.io.file;

import io.chokepoint.bottleneck.io.EventPlacement;
import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.bottleneck.record.SourceRecord;
import io.chokepoint.bottleneck.record.SourceRecord.Origin;
import io.chokepoint.domain.network.Network;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Reads whole recorded files, each named by its path. An event goes to the topic that its field
 * {@code topic} names, or to the network's first.
 */
public final class ReadRecordedFile extends RichFlatMapFunction<String, SourceRecord> {
  private static final long serialVersionUID = 1;

  private final Network network;
  private final long maxAheadMillis;
  private transient EventPlacement[] placements;

  /** Prepares the reading for a network. */
  public ReadRecordedFile(Network network, long maxAheadMillis) {
    this.network = network;
    this.maxAheadMillis = maxAheadMillis;
  }

  @Override
  public void open(OpenContext context) {
    placements = new EventPlacement[network.topics().size()];
    for (int t = 0; t < placements.length; t++) {
      placements[t] = new EventPlacement(network, t, System::currentTimeMillis, maxAheadMillis);
    }
  }

  @Override
  public void flatMap(String file, Collector<SourceRecord> out) {
    Path path = Path.of(file);
    try (RecordedFileReader reader = RecordedFileReader.open(path)) {
      while (reader.next()) {
        out.collect(read(reader, String.valueOf(path.getFileName())));
      }
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
