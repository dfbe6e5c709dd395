package io.chokepoint.domain.alert;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The rules for the URL of a receiver. */
public final class TargetUrl {

  private TargetUrl() {}

  /**
   * Parses a URL.
   *
   * @param allowHttp whether http will do as well
   * @throws IllegalArgumentException where it will not do; the message ends the sentence "the URL
   *     …" and does not repeat the URL, which may be a secret
   */
  public static URI parse(String url, boolean allowHttp) {
    URI uri;
    try {
      uri = new URI(url.strip());
    } catch (URISyntaxException malformed) {
      // Its message and its cause repeat the URL.
      throw new IllegalArgumentException("is none");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(allowHttp && scheme.equals("http"))) {
      throw new IllegalArgumentException("is not https");
    }
    if (uri.getHost() == null || uri.getHost().isEmpty()) {
      throw new IllegalArgumentException("names no host");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("has a user or password in it");
    }
    if (uri.getRawFragment() != null) {
      throw new IllegalArgumentException("has a fragment");
    }
    return uri;
  }
}
