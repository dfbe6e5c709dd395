package io.chokepoint.notifier.http;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures in the form of the Standard Webhooks specification: {@code v1,} and the base64 of the
 * HMAC-SHA256 of {@code id.timestamp.body}; one for each key, with spaces between.
 */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";

  /** The bounds of the specification, in bytes. */
  private static final int SHORTEST_KEY = 24;

  private static final int LONGEST_KEY = 64;

  private final List<SecretKeySpec> keys = new ArrayList<>();

  /**
   * @param secrets base64, each with or without {@code whsec_} before it
   * @throws IllegalArgumentException where one is none; the message does not repeat it
   */
  Signature(List<String> secrets) {
    for (String secret : secrets) {
      byte[] key;
      try {
        key =
            Base64.getDecoder()
                .decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
      } catch (IllegalArgumentException malformed) {
        // Its message repeats a part of the secret.
        throw new IllegalArgumentException(
            "a signing key is no base64; make one with" + " 'openssl rand -base64 32'");
      }
      if (key.length < SHORTEST_KEY || key.length > LONGEST_KEY) {
        throw new IllegalArgumentException(
            "a signing key has "
                + key.length
                + " bytes; it needs "
                + SHORTEST_KEY
                + " to "
                + LONGEST_KEY
                + ", such as 'openssl rand -base64 32' makes");
      }
      keys.add(new SecretKeySpec(key, ALGORITHM));
    }
  }

  /** Whether there is a key to sign with. */
  boolean isWanted() {
    return !keys.isEmpty();
  }

  /**
   * The value of {@code webhook-signature}.
   *
   * @param id the value of {@code webhook-id}
   * @param timestampSeconds the value of {@code webhook-timestamp}, s since 1970
   */
  String of(String id, long timestampSeconds, byte[] body) {
    byte[] head = (id + "." + timestampSeconds + ".").getBytes(StandardCharsets.UTF_8);
    List<String> signatures = new ArrayList<>();
    for (SecretKeySpec key : keys) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key);
        mac.update(head);
        signatures.add("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)));
      } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
        throw new AssertionError("every JDK has HMAC-SHA256", impossible);
      }
    }
    return String.join(" ", signatures);
  }
}
