package io.chokepoint.bench.ladder.peers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What a record of Kafka Streams carries beside key and time.
 *
 * @param entered time of the journey's entry, ms
 * @param provable whether it is to be proven
 * @param session that is paid; empty where there is none, or it is not needed
 * @param reward group that is rewarded; likewise
 * @param proven time of the proof, ms; 0 before there is one
 */
record Carried(long entered, boolean provable, String session, String reward, long proven) {
  /** Of an event whose key and time say all. */
  static final Carried NOTHING = new Carried(0, false, "", "", 0);

  private static final int FIXED_BYTES = 2 * Long.BYTES + 1 + Short.BYTES;

  static Carried entry(long entered, boolean provable) {
    return new Carried(entered, provable, "", "", 0);
  }

  static Carried work(String session, String reward) {
    return new Carried(0, false, session, reward, 0);
  }

  Carried with(Carried work) {
    return new Carried(entered, provable, work.session, work.reward, proven);
  }

  Carried provenAt(long time) {
    return new Carried(entered, provable, session, reward, time);
  }

  /** In fixed-width numbers, then the texts: as cheap as a serde gets. */
  static Serde<Carried> serde() {
    Serializer<Carried> writer = (topic, value) -> value.bytes();
    Deserializer<Carried> reader = (topic, bytes) -> of(bytes);
    return Serdes.serdeFrom(writer, reader);
  }

  private byte[] bytes() {
    byte[] first = session.getBytes(StandardCharsets.UTF_8);
    byte[] second = reward.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(FIXED_BYTES + first.length + second.length)
        .putLong(entered)
        .putLong(proven)
        .put((byte) (provable ? 1 : 0))
        .putShort((short) first.length)
        .put(first)
        .put(second)
        .array();
  }

  private static Carried of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long entered = buffer.getLong();
    long proven = buffer.getLong();
    boolean provable = buffer.get() == 1;
    int length = buffer.getShort();
    int at = buffer.position();
    return new Carried(
        entered,
        provable,
        new String(bytes, at, length, StandardCharsets.UTF_8),
        new String(bytes, at + length, bytes.length - at - length, StandardCharsets.UTF_8),
        proven);
  }
}
