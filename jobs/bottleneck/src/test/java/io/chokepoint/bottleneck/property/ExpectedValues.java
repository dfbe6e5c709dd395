package io.chokepoint.bottleneck.property;

import io.chokepoint.bottleneck.property.ExpectedRow.Id;
import io.chokepoint.domain.network.Dimension;
import io.chokepoint.domain.network.Network;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which values of a dimension have rows of their own, from the definition of the hash: those with
 * the least, as many as there is room for.
 */
final class ExpectedValues {
  /** Every value that a dimension has in the random streams. */
  private static final Set<String> ANY = Set.of("A", "B", "C", "~none");

  private static final BigInteger MODULUS = BigInteger.TWO.pow(64);

  private ExpectedValues() {}

  /** The hash of a value, in arithmetic that cannot overflow. */
  private static BigInteger hash(String text) {
    BigInteger hash = new BigInteger("14695981039346656037");
    for (char unit : text.toCharArray()) {
      hash = hash.xor(BigInteger.valueOf(unit)).multiply(new BigInteger("1099511628211"));
      hash = hash.mod(MODULUS);
    }
    hash = hash.xor(hash.shiftRight(30)).multiply(new BigInteger("bf58476d1ce4e5b9", 16));
    hash = hash.mod(MODULUS);
    hash = hash.xor(hash.shiftRight(27)).multiply(new BigInteger("94d049bb133111eb", 16));
    hash = hash.mod(MODULUS);
    hash = hash.xor(hash.shiftRight(31));
    // As a signed number.
    return hash.testBit(63) ? hash.subtract(MODULUS) : hash;
  }

  private static Set<String> tracked(Collection<String> values, int most) {
    return values.stream()
        .sorted(Comparator.comparing(ExpectedValues::hash))
        .limit(most)
        .collect(Collectors.toSet());
  }

  /** The values of each table. */
  private static Map<Id, Set<String>> byTable(Collection<Id> rows) {
    Map<Id, Set<String>> values = new HashMap<>();
    for (Id row : rows) {
      if (!row.dimension().equals("total")) {
        values.computeIfAbsent(row.of(""), t -> new TreeSet<>()).add(row.segment());
      }
    }
    return values;
  }

  /** The rows of all values, with those that have no row of their own in {@code ~other}. */
  static Map<Id, ExpectedRow> withOthers(Network network, Map<Id, ExpectedRow> all) {
    Map<Id, Set<String>> values = byTable(all.keySet());
    Map<Id, ExpectedRow> rows = new HashMap<>();
    all.forEach(
        (id, row) -> {
          Set<String> ofTable = values.getOrDefault(id.of(""), Set.of());
          boolean itself =
              id.dimension().equals("total")
                  || tracked(ofTable, most(network, id)).contains(id.segment());
          rows.computeIfAbsent(itself ? id : id.of(Dimension.OTHER), other -> new ExpectedRow())
              .add(row);
        });
    return rows;
  }

  /**
   * The tables in which a value that counts nothing in the end, because a correction took it all
   * back, may hold a place that another would have.
   *
   * @param last the rows of all events
   * @param seen the rows of the events so far, after each arrival; empty where the order in which
   *     they arrive is not known
   */
  static Set<Id> takenByCorrections(Network network, Collection<Id> last, List<Set<Id>> seen) {
    Map<Id, Set<String>> inTheEnd = byTable(last);
    Set<Id> ever = new HashSet<>(last);
    seen.forEach(ever::addAll);
    Map<Id, Set<String>> everByTable = byTable(ever);
    Set<Id> taken = new HashSet<>();
    inTheEnd.forEach(
        (table, values) -> {
          int most = most(network, table);
          Set<String> candidates = seen.isEmpty() ? ANY : everByTable.getOrDefault(table, values);
          Set<String> kept = new HashSet<>(tracked(candidates, most));
          kept.retainAll(values);
          if (!kept.equals(tracked(values, most))) {
            taken.add(table);
          }
        });
    return taken;
  }

  /** Whether some dimension has room for fewer values than there are. */
  static boolean areScarce(Network network) {
    return network.paths().stream()
        .flatMap(path -> path.segments().stream())
        .anyMatch(dimension -> dimension.maxValues() < ANY.size());
  }

  static int most(Network network, Id id) {
    return network.paths().stream()
        .filter(path -> path.name().equals(id.path()))
        .flatMap(path -> path.segments().stream())
        .filter(dimension -> dimension.name().equals(id.dimension()))
        .mapToInt(Dimension::maxValues)
        .findAny()
        .orElse(Integer.MAX_VALUE);
  }
}
