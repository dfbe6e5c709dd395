package io.chokepoint.datagen.imports;

import io.chokepoint.datagen.imports.ImportSummary.TopicSum;
import io.chokepoint.datagen.imports.ImportSummary.Values;
import io.chokepoint.datagen.recording.RecordedMessage;
import io.chokepoint.datagen.recording.RecordedTopic;
import io.chokepoint.datagen.recording.RecordingWriter;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes sorted events into a recording: one partition a topic, offsets from 0. */
final class RecordingOutput {

  private static final int PARTITION = 0;

  /** Events between two signs of progress. */
  private static final int PROGRESS_EVENTS = 10_000;

  private final Network network;
  private final Map<String, TopicEncoding> encodings;
  private final ImportProgress progress;
  private final long[] events;
  private final long[] first;
  private final long[] last;
  private long written;

  RecordingOutput(Network network, Map<String, TopicEncoding> encodings, ImportProgress progress) {
    this.network = network;
    this.encodings = encodings;
    this.progress = progress;
    int topics = network.topics().size();
    events = new long[topics];
    first = new long[topics];
    last = new long[topics];
    Arrays.fill(first, Long.MAX_VALUE);
    Arrays.fill(last, Long.MIN_VALUE);
  }

  /** Writes all events and says what was written of each topic. */
  List<TopicSum> write(TimeOrder order, Path folder, String recordingId) throws IOException {
    try (RecordingWriter writer = RecordingWriter.create(folder, recordingId)) {
      for (Topic topic : network.topics()) {
        TopicEncoding encoding = encodings.get(topic.name());
        if (encoding != null) {
          writer.declare(new RecordedTopic(topic.name(), topic.timeField()));
          writer.declare(encoding.schema());
          // A topic of the mapping without an event still is one that was heard of.
          writer.declare(topic.name(), PARTITION, 0);
        }
      }
      order.drainTo(event -> append(event, writer, order.events()));
    }
    List<TopicSum> sums = new ArrayList<>();
    for (int t = 0; t < events.length; t++) {
      String name = network.topics().get(t).name();
      sums.add(new TopicSum(name, events[t], first[t], last[t], values(name)));
    }
    return sums;
  }

  private void append(ImportedEvent event, RecordingWriter writer, long of) throws IOException {
    int topic = event.topic();
    writer.append(
        new RecordedMessage(
            network.topics().get(topic).name(),
            PARTITION,
            events[topic]++,
            event.timeMillis(),
            event.timeMillis(),
            event.key(),
            List.of(),
            event.value()));
    first[topic] = Math.min(first[topic], event.timeMillis());
    last[topic] = Math.max(last[topic], event.timeMillis());
    if (++written % PROGRESS_EVENTS == 0) {
      progress.written(written, of);
    }
  }

  private Values values(String topic) {
    TopicEncoding encoding = encodings.get(topic);
    if (encoding == null) {
      return Values.NONE;
    }
    return encoding.isContract() ? Values.CONTRACT : Values.DERIVED;
  }
}
