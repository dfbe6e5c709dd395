package io.chokepoint.schemas.registry;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom a client of a registry trusts, and as whom it is known, from stores in files. */
final class RegistryTls {
  private static final String STORES = "schema.registry.ssl.";

  private RegistryTls() {}

  /**
   * The context that the settings ask for; null where they ask for none.
   *
   * @throws IllegalArgumentException where a store cannot be used; the message names it, and no
   *     password
   */
  static @Nullable SSLContext of(Map<String, String> settings, UnaryOperator<String> secrets) {
    String trusted = settings.get(STORES + "truststore.location");
    String own = settings.get(STORES + "keystore.location");
    if (trusted == null && own == null) {
      return null;
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          own == null ? null : keys(own, password(settings, "keystore.password", secrets)),
          trusted == null
              ? null
              : trust(trusted, password(settings, "truststore.password", secrets)),
          null);
      return context;
    } catch (GeneralSecurityException unusable) {
      throw new IllegalArgumentException(
          "TLS to the registry cannot be set up: " + unusable.getMessage(), unusable);
    }
  }

  private static TrustManager[] trust(String file, char[] password)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store(file, password));
    return factory.getTrustManagers();
  }

  private static KeyManager[] keys(String file, char[] password) throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store(file, password), password);
    return factory.getKeyManagers();
  }

  /** The JDK tells by the bytes whether a store is of PKCS#12 or JKS. */
  private static KeyStore store(String file, char[] password) throws GeneralSecurityException {
    try {
      return KeyStore.getInstance(new File(file), password);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "the store "
              + file
              + " of the registry's settings cannot be read ("
              + unreadable.getClass().getSimpleName()
              + "); check its path and password, on every machine that runs tasks",
          unreadable);
    }
  }

  private static char[] password(
      Map<String, String> settings, String name, UnaryOperator<String> secrets) {
    return secrets.apply(settings.getOrDefault(STORES + name, "")).toCharArray();
  }
}
