package io.chokepoint.notifier.http;

import io.chokepoint.domain.alert.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves the name of a receiver and lets through what may be told something. The client connects
 * to the very addresses that were checked here: the name is not asked a second time.
 */
final class PinnedResolver implements DnsResolver {

  private final boolean allowPrivate;

  PinnedResolver(boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
  }

  /** A name that leads only to addresses that are not allowed. */
  static final class ForbiddenAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String range) {
      super("its name leads to an address that is " + range + "; 'allow_private: true' allows it");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return allowed(InetAddress.getAllByName(host));
  }

  InetAddress[] allowed(InetAddress[] all) throws ForbiddenAddressException {
    if (allowPrivate) {
      return all;
    }
    InetAddress[] allowed =
        Arrays.stream(all)
            .filter(address -> !AddressRange.of(address).isRestricted())
            .toArray(InetAddress[]::new);
    if (allowed.length == 0) {
      throw new ForbiddenAddressException(
          switch (AddressRange.of(all[0])) {
            case LOOPBACK -> "this machine's";
            case LINK_LOCAL -> "link-local";
            case PRIVATE -> "private";
            default -> "reserved";
          });
    }
    return allowed;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
