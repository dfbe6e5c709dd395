package io.chokepoint.schemas;

import io.chokepoint.events.RequestEvent;
import io.chokepoint.results.ConversionRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;

/** What a JVM does that has no Avro settings and has touched nothing of ours before. */
final class FreshJvm {
  private FreshJvm() {}

  enum Use {
    /** Fills in enums' defaults, which Avro makes by loading their types. */
    BUILDER,
    /** Reads with our decoder. */
    DECODER,
    /** Reads with the decoder that Avro generates into the type. */
    GENERATED_DECODER
  }

  /** Arguments: a use, and the bytes to read in hexadecimal. Prints what was built or read. */
  public static void main(String[] args) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(args[1]);
    switch (Use.valueOf(args[0])) {
      case BUILDER ->
          System.out.print(
              RequestEvent.newBuilder()
                  .setEventId("e1")
                  .setEventTime(Instant.EPOCH)
                  .setRequestId("r1")
                  .build());
      case DECODER -> System.out.print(SingleObjectDecoder.of(ConversionRow.class).decode(bytes));
      case GENERATED_DECODER ->
          System.out.print(ConversionRow.getDecoder().decode(ByteBuffer.wrap(bytes)));
    }
  }
}
