package io.chokepoint.schemas.registry;

import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a registry is and how one gets in. Secrets are references in it, as they were written, so
 * it may be kept and shown.
 *
 * @param addresses of one registry, tried in this order
 * @param settings by the names that Confluent's clients have for them, see {@link RegistryClient}
 */
public record RegistryAccess(List<URI> addresses, Map<String, String> settings)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies both. */
  public RegistryAccess {
    addresses = List.copyOf(addresses);
    settings = Map.copyOf(settings);
  }

  /**
   * Reads the addresses.
   *
   * @param addresses one or more, comma-separated
   * @throws IllegalArgumentException where one is none; the message says what to write
   */
  public static RegistryAccess of(String addresses, Map<String, String> settings) {
    List<URI> read = new ArrayList<>();
    Arrays.stream(addresses.split(",", -1)).map(String::strip).forEach(a -> read.add(address(a)));
    return new RegistryAccess(read, settings);
  }

  private static URI address(String written) {
    URI address;
    try {
      address = URI.create(written.endsWith("/") ? written : written + "/");
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "a registry's address is malformed; write it like https://registry.example.org",
          malformed);
    }
    String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("https") || scheme.equals("http")) || address.getHost() == null) {
      throw new IllegalArgumentException(
          "a registry's address begins with https:// or http:// and a host, such as"
              + " https://registry.example.org");
    }
    if (address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the address of the registry at "
              + address.getHost()
              + " has a user, a query or a fragment in it; users and passwords belong in its"
              + " properties file");
    }
    return address;
  }
}
