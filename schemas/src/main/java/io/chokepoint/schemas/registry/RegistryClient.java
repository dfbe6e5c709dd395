package io.chokepoint.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chokepoint.schemas.registry.RegistryException.Reason;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A client of a schema registry that speaks Confluent's protocol, as Confluent's own, Apicurio's
 * (below {@code /apis/ccompat/v7}) and Karapace do. It remembers nothing: whoever asks keeps the
 * answer. For one thread.
 *
 * <p>Settings: {@code basic.auth.user.info} (user:password), {@code bearer.auth.token}, {@code
 * schema.registry.ssl.truststore.location}, {@code ….password}, {@code …keystore.location}, {@code
 * ….password} (of the store and its key), and {@code auto.register.schemas}, with which false
 * schemas are looked up and never added.
 */
public final class RegistryClient {
  /** The setting that forbids to add schemas. */
  public static final String AUTO_REGISTER = "auto.register.schemas";

  private static final String USER = "basic.auth.user.info";
  private static final String TOKEN = "bearer.auth.token";
  private static final String AVRO = "AVRO";
  private static final String JSON_OF_REGISTRIES = "application/vnd.schemaregistry.v1+json";

  private final RegistryAccess access;
  private final RegistryCalls calls;
  private final @Nullable String authorization;
  private final boolean registers;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * Makes a client; nothing is sent yet.
   *
   * @param access where the registry is
   * @param secrets gives a text with its references to secrets replaced by the secrets
   * @param remarks is told in words for people of what goes wrong and is tried again
   * @throws RuntimeException where a secret or a store is not there; the message says what to do
   */
  public RegistryClient(
      RegistryAccess access, UnaryOperator<String> secrets, Consumer<String> remarks) {
    this(access, secrets, remarks, Patience.USUAL);
  }

  RegistryClient(
      RegistryAccess access,
      UnaryOperator<String> secrets,
      Consumer<String> remarks,
      Patience patience) {
    this.access = access;
    Map<String, String> settings = access.settings();
    authorization = authorization(settings, secrets);
    registers = !"false".equalsIgnoreCase(settings.get(AUTO_REGISTER));
    HttpClient.Builder http =
        HttpClient.newBuilder()
            .connectTimeout(patience.answer())
            .followRedirects(HttpClient.Redirect.NEVER);
    SSLContext tls = RegistryTls.of(settings, secrets);
    if (tls != null) {
      http.sslContext(tls);
    }
    calls = new RegistryCalls(http.build(), patience, remarks);
  }

  private static @Nullable String authorization(
      Map<String, String> settings, UnaryOperator<String> secrets) {
    String user = settings.get(USER);
    if (user != null) {
      return "Basic " + Base64.getEncoder().encodeToString(secrets.apply(user).getBytes(UTF_8));
    }
    String token = settings.get(TOKEN);
    return token == null ? null : "Bearer " + secrets.apply(token);
  }

  /**
   * Asks for next to nothing, once, to know whether a registry is there.
   *
   * @throws RegistryException if not
   */
  public void requireAnswer() throws RegistryException {
    calls.once(access, address -> request(address, "schemas/types").GET().build());
  }

  /**
   * The schema that the registry has given an id to.
   *
   * @throws RegistryException if there is none, or no registry within a minute
   */
  public Schema schema(int id) throws RegistryException {
    JsonNode answer = get("schemas/ids/" + id);
    return parsed(answer, "schema " + id);
  }

  /**
   * The id of a schema under a subject. It is added there, unless the settings forbid that.
   *
   * @throws RegistryException if it is not there and cannot be added, or no registry within a
   *     minute
   */
  public int idOf(String subject, Schema schema) throws RegistryException {
    String body = json.createObjectNode().put("schema", schema.toString()).toString();
    String path = "subjects/" + URLEncoder.encode(subject, UTF_8);
    JsonNode id;
    try {
      id = post(registers ? path + "/versions" : path, body).path("id");
    } catch (RegistryException refused) {
      if (refused.reason() != Reason.UNKNOWN) {
        throw refused;
      }
      throw new RegistryException(
          Reason.UNKNOWN,
          "the registry has no schema "
              + schema.getFullName()
              + " like ours under the subject "
              + subject
              + ", and "
              + AUTO_REGISTER
              + "=false forbids to add it; add it there by hand",
          refused);
    }
    if (!id.isInt()) {
      throw notARegistry();
    }
    return id.intValue();
  }

  private Schema parsed(JsonNode answer, String what) throws RegistryException {
    String type = answer.path("schemaType").asText(AVRO);
    if (!type.equals(AVRO)) {
      throw new RegistryException(
          Reason.UNREADABLE, what + " of the registry is of " + type + ", not of Avro", null);
    }
    Schema.Parser parser = new Schema.Parser();
    try {
      parseReferences(answer, parser, new HashSet<>());
      return parser.parse(text(answer));
    } catch (AvroRuntimeException unreadable) {
      throw new RegistryException(
          Reason.UNREADABLE,
          what + " of the registry is no valid Avro schema: " + unreadable.getMessage(),
          unreadable);
    }
  }

  /** Makes the types known that a schema takes from others, those of which come first. */
  private void parseReferences(JsonNode answer, Schema.Parser parser, Set<String> known)
      throws RegistryException {
    for (JsonNode reference : answer.path("references")) {
      String subject = reference.path("subject").asText();
      int version = reference.path("version").asInt();
      if (known.add(subject + "/" + version)) {
        JsonNode other =
            get("subjects/" + URLEncoder.encode(subject, UTF_8) + "/versions/" + version);
        parseReferences(other, parser, known);
        parser.parse(text(other));
      }
    }
  }

  private String text(JsonNode answer) throws RegistryException {
    JsonNode text = answer.path("schema");
    if (!text.isTextual()) {
      throw notARegistry();
    }
    return text.textValue();
  }

  private JsonNode get(String path) throws RegistryException {
    return tree(calls.patiently(access, address -> request(address, path).GET().build()));
  }

  private JsonNode post(String path, String body) throws RegistryException {
    return tree(
        calls.patiently(
            access,
            address ->
                request(address, path)
                    .header("Content-Type", JSON_OF_REGISTRIES)
                    .POST(BodyPublishers.ofString(body))
                    .build()));
  }

  private HttpRequest.Builder request(URI address, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Accept", JSON_OF_REGISTRIES + ", application/json");
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return request;
  }

  private JsonNode tree(String answer) throws RegistryException {
    try {
      return json.readTree(answer);
    } catch (JsonProcessingException unreadable) {
      throw notARegistry();
    }
  }

  private RegistryException notARegistry() {
    return new RegistryException(
        Reason.REFUSED,
        "what answers at "
            + access.addresses().get(0)
            + " is no schema registry of Confluent's protocol; check the address (Apicurio's ends"
            + " with /apis/ccompat/v7)",
        null);
  }
}
