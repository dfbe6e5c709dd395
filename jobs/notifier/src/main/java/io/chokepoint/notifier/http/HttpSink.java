package io.chokepoint.notifier.http;

import io.chokepoint.domain.alert.Receiver;
import io.chokepoint.domain.alert.TaskSecrets;
import io.chokepoint.notifier.record.Delivery;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Tells one receiver by HTTP, at least once. What it cannot tell waits, is in checkpoints, and
 * never holds up the stream.
 */
public final class HttpSink extends AsyncSinkBase<Delivery, Delivery> {

  private static final long serialVersionUID = 1L;

  /** One version a request: a receiver that refuses one refuses no other. */
  private static final int BATCH = 1;

  /** More episodes than people could ever look at, a few kilobytes each. */
  static final int CAPACITY = 10_000;

  /** Far beyond any alert. */
  private static final long MOST_BYTES = 16L << 20;

  /** Passed on at once; the base wants a number. */
  private static final long IN_BUFFER_MILLIS = 1_000;

  private final Receiver receiver;
  private final @Nullable String link;
  private final Undelivered.Opening undelivered;

  /**
   * @param receiver of kind Alertmanager or webhook
   * @param link where people look further, or null
   * @param undelivered where goes what the receiver does not take
   */
  public HttpSink(Receiver receiver, @Nullable String link, Undelivered.Opening undelivered) {
    super(
        (delivery, context) -> delivery,
        BATCH,
        receiver.timing().inFlight(),
        CAPACITY,
        MOST_BYTES,
        IN_BUFFER_MILLIS,
        MOST_BYTES,
        // The channel ends each attempt in time; this is for an attempt that forgets to end.
        receiver.timing().timeoutMillis() * 3,
        false);
    this.receiver = receiver;
    this.link = link;
    this.undelivered = undelivered;
  }

  @Override
  public StatefulSinkWriter<Delivery, BufferedRequestState<Delivery>> createWriter(
      WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<Delivery, BufferedRequestState<Delivery>> restoreWriter(
      WriterInitContext context, Collection<BufferedRequestState<Delivery>> recovered)
      throws IOException {
    return new HttpSinkWriter(
        context,
        receiver,
        Target.of(receiver, link, new TaskSecrets()),
        undelivered.open(),
        recovered);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<Delivery>> getWriterStateSerializer() {
    return new DeliverySerializer();
  }
}
