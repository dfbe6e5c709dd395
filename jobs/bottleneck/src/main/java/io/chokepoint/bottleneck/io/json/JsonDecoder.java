package io.chokepoint.bottleneck.io.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.chokepoint.bottleneck.io.EventDecoder;
import io.chokepoint.bottleneck.io.MalformedEventException;
import io.chokepoint.bottleneck.io.RejectReason;
import io.chokepoint.bottleneck.io.WireHint;
import io.chokepoint.domain.journey.EventFields;
import java.io.IOException;

/** Takes the needed fields out of events that are one JSON object each. */
public final class JsonDecoder implements EventDecoder {
  /** Names are not interned: a topic with ever new names would fill the memory. */
  private final JsonFactory json =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private final JsonFields fields;

  /**
   * Creates a decoder.
   *
   * @param names the needed fields, by position in {@link EventFields}
   */
  public JsonDecoder(String[] names) {
    fields = new JsonFields(names);
  }

  @Override
  public void decode(byte[] payload, EventFields into) throws MalformedEventException {
    into.clear();
    try (JsonParser parser = json.createParser(payload)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("expected one JSON object in braces", payload);
      }
      JsonObject object = JsonObject.read(parser);
      if (parser.nextToken() != null) {
        throw malformed("expected one JSON object, found more behind it", payload);
      }
      fields.read(object, into);
    } catch (JsonProcessingException unreadable) {
      throw malformed(unreadable.getOriginalMessage(), payload);
    } catch (IOException notUtf8) {
      throw malformed(String.valueOf(notUtf8.getMessage()), payload);
    }
  }

  private static MalformedEventException malformed(String what, byte[] payload) {
    return new MalformedEventException(
        RejectReason.MALFORMED, "Not readable as JSON: " + what + "." + WireHint.of(payload));
  }
}
