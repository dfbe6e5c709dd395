package io.chokepoint.bottleneck.io.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * The header and the blocks of an Avro object container file.
 *
 * <p>Avro's own stream takes a file that was cut off inside a block for one that ended before it,
 * and trusts a block's size; here both are faults. It is used to decompress single blocks.
 */
public final class ContainerBlocks implements AutoCloseable {

  /** Bytes of a header or block that are made room for before they have arrived. */
  private static final int CHUNK_BYTES = 1 << 20;

  private static final int MAX_VARINT_BYTES = 10;

  private final InputStream in;
  private final Map<String, byte[]> metadata = new HashMap<>();
  private final Schema schema;
  private final String codec;
  private final byte[] sync;
  private final byte[] emptyContainer;
  private byte[] block = new byte[0];
  private long records;

  /**
   * Reads the header.
   *
   * @throws EOFException if the file ends inside it
   * @throws IOException if this is no container file, or the header is damaged
   */
  public ContainerBlocks(InputStream in) throws IOException {
    this.in = in;
    byte[] magic = in.readNBytes(DataFileConstants.MAGIC.length);
    if (!Arrays.equals(magic, DataFileConstants.MAGIC)) {
      throw new IOException("it does not begin as an Avro object container file does");
    }
    for (long entries = blockCount(); entries != 0; entries = blockCount()) {
      for (long i = 0; i < entries; i++) {
        String key = new String(readBytes(), UTF_8);
        metadata.put(key, readBytes());
      }
    }
    sync = readExactly(DataFileConstants.SYNC_SIZE);
    String text = metadata(DataFileConstants.SCHEMA);
    if (text == null) {
      throw new IOException("its header has no schema");
    }
    try {
      schema = new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw new IOException("its header has a damaged schema: " + e.getMessage(), e);
    }
    String named = metadata(DataFileConstants.CODEC);
    codec = named == null ? DataFileConstants.NULL_CODEC : named;
    emptyContainer = emptyContainer();
  }

  /** The schema that the records were written with. */
  public Schema schema() {
    return schema;
  }

  /** A text of the header; null where it has none of that key. */
  public @Nullable String metadata(String key) {
    byte[] value = metadata.get(key);
    return value == null ? null : new String(value, UTF_8);
  }

  /**
   * Goes to the next block.
   *
   * @return false at the end of the file
   * @throws EOFException if the file ends inside a block
   * @throws IOException if the block is damaged
   */
  public boolean next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return false;
    }
    records = readLong(first);
    byte[] stored = readBytes();
    byte[] marker = readExactly(DataFileConstants.SYNC_SIZE);
    if (records < 0 || !Arrays.equals(marker, sync)) {
      throw new IOException("a block does not end where its size says");
    }
    block = codec.equals(DataFileConstants.NULL_CODEC) ? stored : decompress(stored);
    return true;
  }

  /** The records of this block, one behind the other. */
  public byte[] block() {
    return block;
  }

  /** How many records this block says it has. */
  public long records() {
    return records;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Lets Avro decompress a block by giving it a container that has no other. */
  private byte[] decompress(byte[] stored) throws IOException {
    ByteArrayOutputStream container = new ByteArrayOutputStream(stored.length + 128);
    container.write(emptyContainer);
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(container, null);
    out.writeLong(1);
    out.writeBytes(stored);
    out.writeFixed(sync);
    try (DataFileStream<Object> avro =
        new DataFileStream<>(
            new ByteArrayInputStream(container.toByteArray()), new GenericDatumReader<>())) {
      ByteBuffer plain = avro.nextBlock();
      byte[] bytes = new byte[plain.remaining()];
      plain.get(bytes);
      return bytes;
    } catch (RuntimeException e) {
      throw new IOException("a block cannot be decompressed (" + e.getMessage() + ")", e);
    } catch (LinkageError e) {
      throw new IOException("the library for the compression " + codec + " is not there", e);
    }
  }

  private byte[] emptyContainer() throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(header, null);
    out.writeFixed(DataFileConstants.MAGIC);
    out.writeMapStart();
    out.setItemCount(2);
    out.writeString(DataFileConstants.SCHEMA);
    out.writeString("\"bytes\""); // any schema: the block is not read record by record
    out.writeString(DataFileConstants.CODEC);
    out.writeString(codec);
    out.writeMapEnd();
    out.writeFixed(sync);
    return header.toByteArray();
  }

  /** The entries of the header's next block of metadata. */
  private long blockCount() throws IOException {
    long count = readLong(in.read());
    if (count < 0) {
      readLong(in.read());
      count = -count;
    }
    return count;
  }

  private byte[] readBytes() throws IOException {
    long length = readLong(in.read());
    if (length < 0 || length > Integer.MAX_VALUE - 8) {
      throw new IOException("a length of " + length + " bytes cannot be right");
    }
    return readExactly((int) length);
  }

  /** Reads in pieces, so that a wrong length ends at the file's end and not at the memory's. */
  private byte[] readExactly(int length) throws IOException {
    byte[] bytes = new byte[Math.min(length, CHUNK_BYTES)];
    int have = 0;
    while (true) {
      have += in.readNBytes(bytes, have, bytes.length - have);
      if (have == length) {
        return bytes;
      }
      if (have < bytes.length) {
        throw new EOFException("the file ends early");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, bytes.length * 2L));
    }
  }

  private long readLong(int first) throws IOException {
    long raw = 0;
    int b = first;
    for (int i = 0; i < MAX_VARINT_BYTES; i++, b = in.read()) {
      if (b < 0) {
        throw new EOFException("the file ends early");
      }
      raw |= (b & 0x7fL) << (7 * i);
      if (b < 0x80) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new IOException("a number takes more than " + MAX_VARINT_BYTES + " bytes");
  }
}
