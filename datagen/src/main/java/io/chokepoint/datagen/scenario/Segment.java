package io.chokepoint.datagen.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The part of the network that an effect hits: some values of one dimension. Ids of nodes and
 * models come from the seed, so that a scenario may also choose by rank or by a property.
 *
 * @param dimension name of the dimension in the network file
 * @param top the so many most popular entities; 0 where they are chosen otherwise
 * @param property the property by which they are chosen, or null for the id
 * @param values the ids, or values of the property, that are hit; empty where they are chosen by
 *     rank
 */
public record Segment(String dimension, int top, @Nullable String property, Set<String> values) {

  /** Copies the set. */
  public Segment {
    values = Set.copyOf(values);
  }

  /**
   * Which entities are hit.
   *
   * @return true at the index of each that is
   * @throws ScenarioException if it is none of them; the message names what there is
   */
  public boolean[] members(Population population) {
    boolean[] members = new boolean[population.size()];
    boolean any = false;
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < members.length; i++) {
      String value = property == null ? population.id(i) : population.property(i, property);
      members[i] = i < top || (value != null && values.contains(value));
      any |= members[i];
      if (value != null) {
        seen.add(value);
      }
    }
    if (!any) {
      throw new ScenarioException(
          "No simulated %s %s. There are: %s."
              .formatted(
                  dimension,
                  property == null
                      ? "is called " + String.join(" or ", new TreeSet<>(values))
                      : "has the " + property + " " + String.join(" or ", new TreeSet<>(values)),
                  seen.isEmpty() ? "none with that property" : String.join(", ", seen)));
    }
    return members;
  }

  /**
   * A random share of entities, such as the nodes whose attestation is revoked or the models that
   * nobody calls: the nearest whole number of those that may be chosen, at least one.
   *
   * @param among true for each that may be chosen
   * @return true at the index of each that is
   */
  public static boolean[] share(boolean[] among, double share, RandomGenerator random) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < among.length; i++) {
      if (among[i]) {
        left.add(i);
      }
    }
    boolean[] chosen = new boolean[among.length];
    int count = left.isEmpty() ? 0 : (int) Math.max(1, Math.round(share * left.size()));
    for (int i = 0; i < count; i++) {
      chosen[left.remove(random.nextInt(left.size()))] = true;
    }
    return chosen;
  }
}
