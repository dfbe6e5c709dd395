package io.chokepoint.datagen.imports.mapping;

import io.chokepoint.datagen.imports.mapping.FieldReader.Read;
import io.chokepoint.datagen.imports.mapping.TopicNeeds.Role;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Holds a rule against what the network reads from its topic: whether it can be of any use. */
final class RuleCheck {

  /** What Avro allows; a dot leads into an inner record. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");

  private final Topic topic;
  private final TopicNeeds needs;
  private final Faults faults;

  RuleCheck(Network network, Topic topic, Faults faults) {
    this.topic = topic;
    this.needs = TopicNeeds.of(network, topic.name());
    this.faults = faults;
  }

  /**
   * Reports what is wrong with the fields of a rule.
   *
   * @return those of them that may hold its events' correlation key
   */
  List<String> keys(Map<String, Read> fields, Node rule) {
    boolean sound = NAME.matcher(topic.timeField()).matches();
    if (!sound) {
      faults.add(
          rule,
          "a recording cannot hold a field '"
              + topic.timeField()
              + "', the event time of its topic",
          "use letters, digits and _, not a digit first, for it in the network file");
    }
    Set<String> all = new LinkedHashSet<>(fields.keySet());
    all.add(topic.timeField());
    for (Map.Entry<String, Read> field : fields.entrySet()) {
      sound &= named(field.getKey(), field.getValue().place(), all);
    }
    if (sound && needs.roles().stream().noneMatch(role -> missing(role, fields).isEmpty())) {
      reportUseless(fields, rule);
    }
    return needs.keys().stream().filter(fields::containsKey).toList();
  }

  /** Whether a field's name is fine; a slip in it is reported where it stands. */
  private boolean named(String name, Node.Entry place, Set<String> all) {
    if (name.equals(topic.timeField())) {
      faults.add(
          place,
          "field '" + name + "' is the event time of '" + topic.name() + "'",
          "set it with 'time' of the rule");
      return false;
    }
    if (!NAME.matcher(name).matches()) {
      faults.add(
          place,
          "a recording cannot hold a field '" + name + "'",
          "use letters, digits and _, not a digit first, here and in the network file");
      return false;
    }
    for (String other : all) {
      if (other.startsWith(name + ".") || name.startsWith(other + ".")) {
        faults.add(
            place,
            "of the fields '" + name + "' and '" + other + "' one would be inside the other",
            "rename one of them here and in the network file");
        return false;
      }
    }
    Optional<String> meant = meant(name, all);
    meant.ifPresent(
        near ->
            faults.add(
                place,
                "no stage of '" + topic.name() + "' reads a field '" + name + "'",
                "did you mean '" + near + "'?"));
    return meant.isEmpty();
  }

  /** The field that the network reads, which is not there, and which this one is nearly. */
  private Optional<String> meant(String name, Set<String> all) {
    if (needs.fields().contains(name)) {
      return Optional.empty();
    }
    Set<String> wanted = new TreeSet<>(needs.fields());
    wanted.removeAll(all);
    return Spelling.nearest(name, wanted);
  }

  private void reportUseless(Map<String, Read> fields, Node rule) {
    Set<String> lacks = new LinkedHashSet<>();
    for (Role role : needs.roles()) {
      lacks.add(
          "stage '" + role.stage() + "' needs " + String.join(" and ", missing(role, fields)));
    }
    faults.add(
        rule,
        "events of this rule could be of no stage of '" + topic.name() + "'",
        "add to its 'fields' what one needs: " + String.join("; ", lacks));
  }

  /** What a rule's events lack to be of a stage, for people; empty where they can be. */
  private static List<String> missing(Role role, Map<String, Read> fields) {
    List<String> missing = new ArrayList<>();
    if (!fields.containsKey(role.key())) {
      missing.add(role.key());
    }
    role.where()
        .forEach(
            (field, texts) -> {
              Read read = fields.get(field);
              if (read == null || !canBe(read.source(), texts)) {
                missing.add(field + " with " + String.join(" or ", new TreeSet<>(texts)));
              }
            });
    return missing;
  }

  /** Whether a field may come to have one of the texts. */
  private static boolean canBe(FieldSource source, Set<String> texts) {
    String otherwise = source.otherwise();
    return (otherwise != null && texts.contains(otherwise))
        || source.values().values().stream().anyMatch(texts::contains)
        || (!source.from().isEmpty() && source.keepUnmapped());
  }
}
