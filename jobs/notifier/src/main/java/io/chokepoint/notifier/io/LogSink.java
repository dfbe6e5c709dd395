package io.chokepoint.notifier.io;

import io.chokepoint.notifier.record.Delivery;
import io.chokepoint.results.Alert;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line of the log for each version. */
public final class LogSink implements Sink<Delivery> {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(LogSink.class);

  @Override
  public SinkWriter<Delivery> createWriter(WriterInitContext context) {
    return new Lines();
  }

  private static final class Lines implements SinkWriter<Delivery> {
    private final SingleObjectDecoder<Alert> decoder = SingleObjectDecoder.of(Alert.class);

    @Override
    public void write(Delivery delivery, Context context) throws IOException {
      try {
        Alert alert = decoder.decode(delivery.alert());
        LOG.info(
            "{} {} {} version {}: {}",
            alert.getSeverity(),
            alert.getState(),
            alert.getEpisodeId(),
            alert.getVersion(),
            // What events say must not begin a line of the log.
            alert.getSentence().replaceAll("\\R", " "));
      } catch (UnreadableRecordException e) {
        throw new IOException("an alert that its source read is unreadable", e);
      }
    }

    @Override
    public void flush(boolean endOfInput) {
      // A line is written at once.
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }
}
