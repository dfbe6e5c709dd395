package io.chokepoint.domain.journey;

import io.chokepoint.domain.journey.StageEvent.Kind;
import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Group;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import io.chokepoint.domain.network.Stage;
import io.chokepoint.domain.network.Topic;
import io.chokepoint.domain.network.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one topic are to the paths of a network: turns the fields of an event into
 * {@link StageEvent}s.
 *
 * <p>Field 0 of {@link #fields()} is the event time.
 */
public final class TopicRoles {

  /** What became of an event. */
  public enum Placed {
    /** It belongs to at least one journey or group. */
    PLACED,
    /** No stage asks for such an event. */
    NOT_ASKED_FOR,
    /** A stage asks for it, but it lacks the correlation key. */
    WITHOUT_KEY,
    /** Its value is no decimal number, or one that does not fit. */
    BAD_VALUE
  }

  /**
   * Longer values of dimensions and longer reasons are cut: they are names for people to read, and
   * a flood of long ones would be a flood of state.
   */
  private static final int LONGEST_TEXT = 256;

  private record Test(int field, Set<String> texts) {}

  private final List<String> fields = new ArrayList<>();
  private final List<Role> roles = new ArrayList<>();

  /**
   * Finds the roles of a topic.
   *
   * @param network a checked network
   * @param topic index of the topic
   * @param plans the network's paths, made ready, in their order
   */
  public TopicRoles(Network network, int topic, List<PathPlan> plans) {
    Topic of = network.topics().get(topic);
    field(of.timeField());
    for (PathPlan plan : plans) {
      List<Stage> stages = plan.path().stages();
      for (int s = 0; s < stages.size(); s++) {
        Stage stage = stages.get(s);
        if (stage.topic().equals(of.name())) {
          roles.add(new Role(plan, s, false));
          if (stage.fails() != null) {
            roles.add(new Role(plan, s, true));
          }
        }
      }
    }
  }

  private int field(String name) {
    int known = fields.indexOf(name);
    if (known >= 0) {
      return known;
    }
    fields.add(name);
    return fields.size() - 1;
  }

  /** Names of the fields that {@link #place} reads, by position; the first is the event time. */
  public String[] fields() {
    return fields.toArray(String[]::new);
  }

  /**
   * Places an event.
   *
   * @param event the event's fields, by the positions of {@link #fields()}
   * @param time its event time in ms
   * @param out takes what the event means to each path
   * @return what became of it; where one role lacks its key and another has it, the event is placed
   */
  public Placed place(EventFields event, long time, Consumer<StageEvent> out) {
    Placed best = Placed.NOT_ASKED_FOR;
    for (Role role : roles) {
      Placed placed = role.place(event, time, out);
      if (placed == Placed.BAD_VALUE) {
        return placed;
      }
      if (placed == Placed.PLACED || best == Placed.NOT_ASKED_FOR) {
        best = placed;
      }
    }
    return best;
  }

  private List<Test> tests(Map<String, Set<String>> where) {
    return where.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> new Test(field(e.getKey()), e.getValue()))
        .toList();
  }

  private static boolean holds(List<Test> tests, EventFields event) {
    for (Test test : tests) {
      String text = event.text(test.field());
      if (text == null || !test.texts().contains(text)) {
        return false;
      }
    }
    return true;
  }

  /** What an event may be to one stage: an event of it, or a refusal. */
  private final class Role {
    private final PathPlan plan;
    private final int slot;
    private final boolean refusal;
    private final List<Test> where;
    private final int key;
    private final List<Test> conditions = new ArrayList<>();
    private final @Nullable List<Test> entryWhere;
    private final int entryKey;
    private final int[] texts;
    private final @Nullable Value value;
    private final int valueField;
    private final int groupField;
    private final int membersField;
    private final List<int[]> memberOf = new ArrayList<>();

    Role(PathPlan plan, int stageIndex, boolean refusal) {
      this.plan = plan;
      this.refusal = refusal;
      Path path = plan.path();
      Stage stage = path.stages().get(stageIndex);
      slot = refusal ? StageEvent.refusalSlot(stageIndex) : stageIndex;
      where = tests(refusal && stage.fails() != null ? stage.fails().where() : stage.where());
      key = field(stage.key());
      Stage entry = path.stages().get(0);
      entryWhere =
          stageIndex > 0 && !refusal && plan.isPerWindow() && entry.topic().equals(stage.topic())
              ? tests(entry.where())
              : null;
      entryKey = field(entry.key());
      if (refusal) {
        String reason = stage.fails() == null ? null : stage.fails().reason();
        texts = new int[] {reason == null ? -1 : field(reason)};
      } else {
        for (PathPlan.Condition condition : plan.conditions()) {
          conditions.add(new Test(field(condition.field()), condition.texts()));
        }
        texts =
            plan.dimensionsBoundAt(stageIndex).stream()
                .map(Dimension::field)
                .mapToInt(TopicRoles.this::field)
                .toArray();
      }
      value = stageIndex == 0 ? path.value() : null;
      valueField = value == null ? -1 : field(value.field());
      Group group = stage.group();
      groupField = group == null || group.field() == null ? -1 : field(group.field());
      membersField = group == null || group.members() == null ? -1 : field(group.members());
      for (int s = 0; s < path.stages().size() && !refusal; s++) {
        Group other = path.stages().get(s).group();
        if (other != null && other.field() != null && other.member().equals(stage.name())) {
          memberOf.add(new int[] {s, field(other.field())});
        }
      }
    }

    Placed place(EventFields event, long time, Consumer<StageEvent> out) {
      if (!holds(where, event)) {
        return Placed.NOT_ASKED_FOR;
      }
      String[] bound = texts(event);
      if (membersField >= 0) {
        List<String> members = event.list(membersField);
        for (String member : members) {
          if (!member.isEmpty()) {
            out.accept(
                event(
                    Kind.JOURNEY,
                    slot,
                    time,
                    CorrelationKey.pack(member),
                    null,
                    facts(event) | alsoEntry(event, member),
                    bound,
                    0));
          }
        }
        return members.isEmpty() ? Placed.WITHOUT_KEY : Placed.PLACED;
      }
      int keyField = groupField >= 0 ? groupField : key;
      if (!event.hasText(keyField)) {
        return Placed.WITHOUT_KEY;
      }
      byte[] packed = event.key(keyField);
      if (groupField >= 0) {
        // Whose copy will be the entry of its own journey is known only where the members are.
        out.accept(
            event(
                Kind.SET,
                slot,
                time,
                packed,
                null,
                facts(event) | alsoEntry(event, entryKey),
                bound,
                0));
        return Placed.PLACED;
      }
      long worth = 0;
      if (value != null) {
        try {
          worth = worthOf(event, value);
        } catch (ArithmeticException | NumberFormatException notAValue) {
          return Placed.BAD_VALUE;
        }
      }
      long facts = facts(event) | alsoEntry(event, key);
      out.accept(event(Kind.JOURNEY, slot, time, packed, null, facts, bound, worth));
      for (int[] group : memberOf) {
        if (event.hasText(group[1])) {
          out.accept(
              event(
                  Kind.MEMBER,
                  group[0],
                  time,
                  event.key(group[1]),
                  packed,
                  0,
                  StageEvent.NO_TEXTS,
                  0));
        }
      }
      return Placed.PLACED;
    }

    private StageEvent event(
        Kind kind,
        int slot,
        long time,
        byte[] key,
        byte @Nullable [] member,
        long facts,
        String[] texts,
        long value) {
      return new StageEvent(kind, plan.index(), slot, time, key, member, facts, texts, value);
    }

    private long worthOf(EventFields event, Value of) {
      String number = event.text(valueField);
      return number == null || number.isEmpty() ? 0 : FixedPoint.parse(number, of.scale());
    }

    /** Answers to the path's conditions. */
    private long facts(EventFields event) {
      long facts = 0;
      for (int c = 0; c < conditions.size(); c++) {
        Test test = conditions.get(c);
        if (event.isPresent(test.field())) {
          facts |= 1L << 2 * c;
          String text = event.text(test.field());
          if (text != null && test.texts().contains(text)) {
            facts |= 2L << 2 * c;
          }
        }
      }
      return facts;
    }

    private long alsoEntry(EventFields event, int keyField) {
      return entryWhere == null ? 0 : alsoEntry(event, event.text(keyField));
    }

    /** Whether the event is the entry of the journey of the given key too. */
    private long alsoEntry(EventFields event, @Nullable String journey) {
      return entryWhere != null
              && holds(entryWhere, event)
              && Objects.equals(journey, event.text(entryKey))
          ? PathPlan.ALSO_ENTRY
          : 0;
    }

    private String[] texts(EventFields event) {
      if (texts.length == 0) {
        return StageEvent.NO_TEXTS;
      }
      String[] bound = new String[texts.length];
      for (int i = 0; i < texts.length; i++) {
        String text = texts[i] < 0 ? null : event.text(texts[i]);
        bound[i] =
            text != null && !text.isEmpty()
                ? name(text)
                : refusal ? Reasons.UNSPECIFIED : Reasons.NO_VALUE;
      }
      return bound;
    }
  }

  /**
   * A text as it will come back from the state: at most {@link #LONGEST_TEXT} chars, and whole
   * characters only, since half of a surrogate pair would come back as another text, and what was
   * counted under the first could never be taken back.
   */
  private static String name(String text) {
    String cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    for (int i = 0; i < cut.length(); i++) {
      if (Character.isSurrogate(cut.charAt(i))) {
        return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return cut;
  }
}
