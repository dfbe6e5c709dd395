package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.diagnosis.Accusation.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is to blame, and for whom else.
 *
 * @param suspect the suspect
 * @param role whether the cause is here
 * @param effects whom it explains; none where it is impacted itself
 */
record Accused(Suspect suspect, Role role, List<Suspect> effects) {

  /**
   * Accuses the costliest suspect that no other explains, takes out whom it explains, directly or
   * through others, and goes on with the rest.
   *
   * @param suspects in any order
   * @return all of them, each critical one before those that it explains
   */
  static List<Accused> of(List<Suspect> suspects, Influence influence) {
    List<Suspect> rest =
        new ArrayList<>(suspects.stream().sorted(Suspect.COSTLIEST_FIRST).toList());
    List<Accused> accused = new ArrayList<>();
    while (!rest.isEmpty()) {
      Suspect critical = root(rest, influence);
      rest.remove(critical);
      List<Suspect> effects = effects(critical, rest, influence);
      rest.removeAll(effects);
      accused.add(new Accused(critical, Role.CRITICAL, effects));
      effects.forEach(effect -> accused.add(new Accused(effect, Role.IMPACTED, List.of())));
    }
    return accused;
  }

  /** From the costliest to the one that explains it, until nothing does. */
  private static Suspect root(List<Suspect> rest, Influence influence) {
    Suspect root = rest.get(0);
    Set<Suspect> seen = new LinkedHashSet<>();
    while (seen.add(root)) {
      Suspect cause = causeOf(root, rest, influence);
      if (cause != null && !seen.contains(cause)) {
        root = cause;
      }
    }
    return root;
  }

  private static @Nullable Suspect causeOf(
      Suspect effect, List<Suspect> rest, Influence influence) {
    for (Suspect cause : rest) {
      if (!cause.equals(effect)
          && influence.explains(cause, effect)
          && !influence.explains(effect, cause)) {
        return cause;
      }
    }
    return null;
  }

  private static List<Suspect> effects(Suspect critical, List<Suspect> rest, Influence influence) {
    List<Suspect> causes = new ArrayList<>(List.of(critical));
    List<Suspect> effects = new ArrayList<>();
    for (int next = 0; next < causes.size(); next++) {
      for (Suspect suspect : rest) {
        if (!effects.contains(suspect) && influence.explains(causes.get(next), suspect)) {
          effects.add(suspect);
          causes.add(suspect);
        }
      }
    }
    effects.sort(Suspect.COSTLIEST_FIRST);
    return effects;
  }
}
