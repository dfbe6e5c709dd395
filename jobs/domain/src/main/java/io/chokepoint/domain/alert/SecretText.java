package io.chokepoint.domain.alert;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with references to secrets, {@code ${env:NAME}} and {@code ${file:/path}}, in the place of
 * the secrets themselves. Only {@link #resolve} gives the secrets away; {@link #toString} gives the
 * references.
 *
 * @param written the text as it stands in the file
 */
public record SecretText(String written) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How a reference is written, for messages. */
  public static final String FORM = "${env:NAME} or ${file:/path}";

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

  /** Where secrets are kept. */
  public interface Keeper {
    /**
     * The value of an environment variable.
     *
     * @throws IllegalStateException where there is none; the message says what to do
     */
    String environment(String name);

    /**
     * The text of a file, without a line break at its end.
     *
     * @throws IllegalStateException where it cannot be read; the message says what to do
     */
    String file(String path);
  }

  /** Whether there is a reference in the text. */
  public boolean hasReference() {
    return REFERENCE.matcher(written).find();
  }

  /** Whether the text is nothing but one reference. */
  public boolean isReference() {
    return REFERENCE.matcher(written).matches();
  }

  /** Whether something in the text looks like a reference and is none. */
  public boolean isBroken() {
    return REFERENCE.matcher(written).replaceAll("").contains("${");
  }

  /** The names of the environment variables that it refers to. */
  public List<String> environmentNames() {
    List<String> names = new ArrayList<>();
    for (Matcher found = REFERENCE.matcher(written); found.find(); ) {
      if (found.group(1).equals("env")) {
        names.add(found.group(2));
      }
    }
    return names;
  }

  /**
   * The text with the secrets in it. Whoever calls this must neither log nor keep it.
   *
   * @throws IllegalStateException where a secret is not there
   */
  public String resolve(Keeper keeper) {
    return REFERENCE
        .matcher(written)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1).equals("env")
                        ? keeper.environment(found.group(2))
                        : keeper.file(found.group(2))));
  }

  @Override
  public String toString() {
    return written;
  }
}
