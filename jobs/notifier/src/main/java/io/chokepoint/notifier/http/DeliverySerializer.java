package io.chokepoint.notifier.http;

import io.chokepoint.notifier.record.Delivery;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;

/** How what waits is kept in a checkpoint. */
final class DeliverySerializer extends AsyncSinkWriterStateSerializer<Delivery> {

  private static final int VERSION = 1;

  @Override
  protected void serializeRequestToStream(Delivery delivery, DataOutputStream out)
      throws IOException {
    out.writeUTF(delivery.receiver());
    out.writeUTF(delivery.episodeId());
    out.writeInt(delivery.version());
    out.writeBoolean(delivery.open());
    out.writeLong(delivery.firstMillis());
    out.writeInt(delivery.attempts());
    out.writeInt(delivery.alert().length);
    out.write(delivery.alert());
  }

  @Override
  protected Delivery deserializeRequestFromStream(long requestSize, DataInputStream in)
      throws IOException {
    String receiver = in.readUTF();
    String episodeId = in.readUTF();
    int version = in.readInt();
    boolean open = in.readBoolean();
    long firstMillis = in.readLong();
    int attempts = in.readInt();
    byte[] alert = new byte[in.readInt()];
    in.readFully(alert);
    return new Delivery(receiver, episodeId, version, open, alert, firstMillis, attempts);
  }

  @Override
  public int getVersion() {
    return VERSION;
  }
}
