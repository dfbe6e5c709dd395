package io.chokepoint.domain.alert;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Where an IP address belongs: what is not public is told nothing unless that is allowed. */
public enum AddressRange {
  /** Anybody's, anywhere. */
  PUBLIC,
  /** This machine: 127.0.0.0/8, ::1, and the unspecified address, which leads there. */
  LOOPBACK,
  /** The same link: 169.254.0.0/16, where clouds answer questions about secrets, and fe80::/10. */
  LINK_LOCAL,
  /** RFC 1918, the shared space of carriers (RFC 6598), fec0::/10 and fc00::/7. */
  PRIVATE,
  /** Multicast, broadcast, tests, documentation and what is reserved. */
  RESERVED;

  /** Whether it takes {@code allow_private} to be told something there. */
  public boolean isRestricted() {
    return this != PUBLIC;
  }

  /**
   * The range of a host that is written as an address; names are {@link #PUBLIC} until they are
   * resolved.
   */
  public static AddressRange ofLiteral(String host) {
    boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
    if (host.equalsIgnoreCase("localhost")) {
      return LOOPBACK;
    }
    if (!literal) {
      return PUBLIC;
    }
    try {
      return of(InetAddress.getByName(host));
    } catch (UnknownHostException noAddress) {
      return PUBLIC;
    }
  }

  /** The range of an address. */
  public static AddressRange of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return ofV4(bytes);
    }
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return LOOPBACK;
    }
    if (address.isLinkLocalAddress()) {
      return LINK_LOCAL;
    }
    if (address.isMulticastAddress()) {
      return RESERVED;
    }
    if (address.isSiteLocalAddress() || (bytes[0] & 0xfe) == 0xfc) {
      return PRIVATE;
    }
    return ofEmbedded(bytes);
  }

  /** What leads to an IPv4 address by translation or tunnel is as public as that is. */
  private static AddressRange ofEmbedded(byte[] bytes) {
    if (startsWith(bytes, 0x20, 0x02)) {
      return ofV4(Arrays.copyOfRange(bytes, 2, 6)); // 6to4
    }
    if (startsWith(bytes, 0, 0x64, 0xff, 0x9b)) {
      return startsWith(bytes, 0, 0x64, 0xff, 0x9b, 0, 0)
          ? ofV4(Arrays.copyOfRange(bytes, 12, 16)) // NAT64
          : PRIVATE; // NAT64 of a local prefix
    }
    if (startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0)) {
      return ofV4(Arrays.copyOfRange(bytes, 12, 16)); // mapped, translated and compatible
    }
    // 2000::/3 is all that is given out; Teredo and documentation lie within.
    boolean givenOut = (bytes[0] & 0xe0) == 0x20;
    boolean documentation = startsWith(bytes, 0x20, 0x01, 0x0d, 0xb8);
    boolean teredo = startsWith(bytes, 0x20, 0x01, 0, 0);
    return givenOut && !documentation && !teredo ? PUBLIC : RESERVED;
  }

  private static AddressRange ofV4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    if (first == 127 || first == 0) {
      return LOOPBACK;
    }
    if (first == 169 && second == 254) {
      return LINK_LOCAL;
    }
    if (first == 10
        || (first == 172 && second >= 16 && second < 32)
        || (first == 192 && second == 168)
        || (first == 100 && second >= 64 && second < 128)) {
      return PRIVATE;
    }
    boolean special =
        first >= 224
            || (first == 192 && second == 0 && (third == 0 || third == 2))
            || (first == 198 && (second == 18 || second == 19))
            || (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    return special ? RESERVED : PUBLIC;
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
