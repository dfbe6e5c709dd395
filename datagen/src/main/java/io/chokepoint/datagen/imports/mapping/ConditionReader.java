package io.chokepoint.datagen.imports.mapping;

import io.chokepoint.datagen.imports.mapping.RowCondition.Kind;
import io.chokepoint.datagen.imports.mapping.RowCondition.Test;
import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import io.chokepoint.domain.network.document.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads conditions on rows: a map from columns to the texts they may have, or to {@code is}. */
final class ConditionReader {

  private static final String EXAMPLE = "{Activity: [Placed, Paid]} or {Paid at: {is: present}}";
  private static final List<String> KEYS = List.of("is", "not");
  private static final List<String> STATES = List.of("present", "absent");

  private final Columns columns;
  private final Faults faults;

  ConditionReader(Columns columns, Faults faults) {
    this.columns = columns;
    this.faults = faults;
  }

  RowCondition read(@Nullable Node node, String owner) {
    if (node == null) {
      return new RowCondition(List.of());
    }
    if (!(node instanceof Node.Fields fields)) {
      MapReader.wrongKind(node, owner, "columns with what they have, such as " + EXAMPLE, faults);
      return new RowCondition(List.of());
    }
    List<Test> tests = new ArrayList<>();
    for (Node.Entry entry : fields.entries()) {
      tests.add(test(entry, owner));
    }
    return new RowCondition(tests);
  }

  private Test test(Node.Entry entry, String owner) {
    String column = columns.named(entry.key(), entry.line());
    String what = "column '" + column + "' in " + owner;
    if (!(entry.value() instanceof Node.Fields)) {
      return new Test(column, Kind.ONE_OF, texts(entry.value(), what));
    }
    MapReader map = new MapReader(entry.value(), what, KEYS, faults);
    Node not = map.node("not");
    if (map.has("is") && not != null) {
      faults.add(entry, what + " has 'is' and 'not'", "keep one of the two");
    }
    if (not != null) {
      return new Test(column, Kind.NONE_OF, texts(not, what));
    }
    String state = map.requiredText("is", "present");
    if (!STATES.contains(state) && !state.equals(MapReader.ABSENT)) {
      faults.add(
          map.valuePlace("is"),
          what + " is '" + state + "'",
          Spelling.remedy(state.toLowerCase(Locale.ROOT), STATES, "it can be"));
    }
    return new Test(column, state.equals("absent") ? Kind.ABSENT : Kind.PRESENT, Set.of());
  }

  private Set<String> texts(Node node, String what) {
    return new HashSet<>(MapReader.texts(node, what, faults));
  }
}
