package io.chokepoint.notifier.http;

import io.chokepoint.domain.alert.Receiver;
import io.chokepoint.domain.alert.Receiver.Kind;
import io.chokepoint.notifier.http.Answer.Outcome;
import io.chokepoint.notifier.record.Delivery;
import io.chokepoint.results.Alert;
import io.chokepoint.results.UndeliveredAlert;
import io.chokepoint.results.UndeliveredReason;
import io.chokepoint.schemas.SingleObjectDecoder;
import io.chokepoint.schemas.UnreadableRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one receiver.
 *
 * <p>The base sends what it is handed at once, and counts what is on its way, so that a checkpoint
 * waits for it. What has to wait, for an earlier version, a pause or room, waits in a backlog here
 * and not in the base's buffer, which would hold up the stream when it is full.
 */
final class HttpSinkWriter extends AsyncSinkWriter<Delivery, Delivery> {

  private static final Logger LOG = LoggerFactory.getLogger(HttpSinkWriter.class);

  private static final long NO_WAKE = Long.MAX_VALUE;

  private static final ElementConverter<Delivery, Delivery> AS_IT_IS =
      (delivery, context) -> delivery;

  private final Receiver receiver;
  private final Target target;
  private final Undelivered undelivered;
  private final Backlog backlog;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService clock;
  private final ReceiverMetrics metrics;
  private final SingleObjectDecoder<Alert> decoder = SingleObjectDecoder.of(Alert.class);

  private int inFlight;
  private boolean checkpointing;
  private boolean failing;
  private long wakeMillis = NO_WAKE;

  HttpSinkWriter(
      WriterInitContext context,
      Receiver receiver,
      Target target,
      Undelivered undelivered,
      Collection<BufferedRequestState<Delivery>> recovered) {
    super(AS_IT_IS, context, configuration(receiver), List.of());
    this.receiver = receiver;
    this.target = target;
    this.undelivered = undelivered;
    this.backlog = new Backlog(receiver.kind() == Kind.ALERTMANAGER, HttpSink.CAPACITY);
    this.mailbox = context.getMailboxExecutor();
    this.clock = context.getProcessingTimeService();
    this.metrics = new ReceiverMetrics(context.metricGroup(), receiver.name(), backlog, clock);
    for (BufferedRequestState<Delivery> state : recovered) {
      state.getBufferedRequestEntries().forEach(entry -> waitInLine(entry.getRequestEntry()));
    }
    wakeAt(clock.getCurrentProcessingTime());
  }

  private static AsyncSinkWriterConfiguration configuration(Receiver receiver) {
    return AsyncSinkWriterConfiguration.builder()
        .setMaxBatchSize(1)
        .setMaxBatchSizeInBytes(Integer.MAX_VALUE)
        .setMaxInFlightRequests(receiver.timing().inFlight())
        .setMaxBufferedRequests(HttpSink.CAPACITY)
        .setMaxTimeInBufferMS(1_000)
        .setMaxRecordSizeInBytes(Integer.MAX_VALUE)
        .setRequestTimeoutMS(3 * receiver.timing().timeoutMillis())
        .setFailOnTimeout(false)
        .build();
  }

  @Override
  public void write(Delivery delivery, Context context) throws IOException, InterruptedException {
    waitInLine(delivery);
    sendWhatIsDue();
  }

  private void waitInLine(Delivery delivery) {
    Delivery tooMany = backlog.add(delivery);
    if (tooMany != null) {
      giveUp(
          tooMany,
          UndeliveredReason.overflow,
          null,
          "more than " + HttpSink.CAPACITY + " versions wait for it");
    }
  }

  private void sendWhatIsDue() throws IOException, InterruptedException {
    long now = clock.getCurrentProcessingTime();
    while (!checkpointing && inFlight < receiver.timing().inFlight()) {
      Delivery next = backlog.claim(now);
      if (next == null) {
        break;
      }
      inFlight++;
      super.write(next, null);
    }
    wakeAt(backlog.nextMillis());
  }

  private void wakeAt(long millis) {
    long now = clock.getCurrentProcessingTime();
    if (millis >= wakeMillis || (millis <= now && inFlight >= receiver.timing().inFlight())) {
      return;
    }
    wakeMillis = Math.max(millis, now + 1);
    long wanted = wakeMillis;
    clock.registerTimer(
        wanted,
        time -> {
          if (wakeMillis == wanted) {
            wakeMillis = NO_WAKE;
          }
          sendWhatIsDue();
        });
  }

  @Override
  protected void submitRequestEntries(List<Delivery> batch, ResultHandler<Delivery> handler) {
    Delivery delivery = batch.get(0);
    target
        .channel()
        .send(target.form().of(decode(delivery), clock.getCurrentProcessingTime()))
        .whenComplete(
            (answer, failure) -> {
              // In this order: what came of it is noted before a checkpoint that waits for it goes
              // on, and the next ones are sent after.
              mailbox.execute(() -> settle(delivery, answer), "note an answer");
              handler.complete();
              mailbox.execute(this::sendWhatIsDue, "send what is due");
            });
  }

  private void settle(Delivery delivery, Answer answer) {
    inFlight--;
    Delivery tried = delivery.tried();
    long now = clock.getCurrentProcessingTime();
    noteHealth(answer);
    if (answer.outcome() == Outcome.DELIVERED) {
      backlog.done(delivery);
      metrics.delivered(now - delivery.firstMillis());
    } else if (answer.outcome() == Outcome.GIVE_UP) {
      backlog.done(delivery);
      giveUp(tried, answer.reason(), answer.status(), answer.words());
    } else if (now - delivery.firstMillis() >= receiver.timing().giveUpMillis()) {
      backlog.done(delivery);
      giveUp(tried, UndeliveredReason.expired, answer.status(), answer.words());
    } else {
      metrics.retried();
      long pause = Backoff.millis(tried.attempts(), ThreadLocalRandom.current()::nextDouble);
      backlog.again(delivery, tried, now + pause);
      if (answer.retryAfterMillis() > 0) {
        backlog.pause(now + answer.retryAfterMillis());
      }
    }
  }

  /** One line when a receiver begins to fail, and one when it is back. */
  private void noteHealth(Answer answer) {
    boolean fails = answer.outcome() == Outcome.RETRY;
    if (fails && !failing) {
      LOG.warn("Receiver {}: {}; what is for it waits.", receiver.name(), answer.words());
    } else if (!fails && failing) {
      LOG.info(
          "Receiver {} answers again; {} versions wait for it.", receiver.name(), backlog.size());
    }
    failing = fails;
  }

  private void giveUp(
      Delivery delivery, UndeliveredReason reason, @Nullable Integer status, String words) {
    metrics.undelivered();
    LOG.warn("Gave up {} ({}): {}.", delivery, reason, words);
    undelivered.add(
        UndeliveredAlert.newBuilder()
            .setReceiver(delivery.receiver())
            .setEpisodeId(delivery.episodeId())
            .setVersion(delivery.version())
            .setReason(reason)
            .setStatus(status)
            .setError(words)
            .setAttempts(delivery.attempts())
            .setGivenUpAt(Instant.ofEpochMilli(clock.getCurrentProcessingTime()))
            .setAlert(ByteBuffer.wrap(delivery.alert()))
            .build());
  }

  private Alert decode(Delivery delivery) {
    try {
      return decoder.decode(delivery.alert());
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException("an alert that its source read is unreadable", e);
    }
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    checkpointing = true;
    try {
      super.flush(false);
    } finally {
      checkpointing = false;
    }
    if (endOfInput) {
      for (Delivery waiting : backlog.drain()) {
        giveUp(waiting, UndeliveredReason.ended, null, "the job ended before it was taken");
      }
    } else {
      wakeAt(clock.getCurrentProcessingTime());
    }
    undelivered.flush();
  }

  @Override
  public List<BufferedRequestState<Delivery>> snapshotState(long checkpointId) {
    return List.of(
        new BufferedRequestState<>(
            backlog.all().stream()
                .map(each -> new RequestEntryWrapper<>(each, getSizeInBytes(each)))
                .toList()));
  }

  @Override
  protected long getSizeInBytes(Delivery delivery) {
    return delivery.alert().length;
  }

  @Override
  public void close() {
    target.channel().close();
    undelivered.close();
  }
}
