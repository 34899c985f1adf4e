package io.envprobe.nativeaccess.child;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What calls gave so far, by name and by round: numbers as {@link Integer} or {@link Long},
 * pointers as {@link com.sun.jna.Pointer}. An element of a list has the round of its call and its
 * number.
 */
final class Variables {
  /** More rounds than there are devices in any machine. */
  static final int ROUNDS_LIMIT = 256;

  private final Map<String, Map<List<Integer>, Object>> values = new HashMap<>();

  /** Keeps a value. */
  void put(String name, List<Integer> round, Object value) {
    values.computeIfAbsent(name, key -> new TreeMap<>(Variables::compare)).put(round, value);
  }

  /** Keeps an element of a list. */
  void putElement(String name, List<Integer> round, int element, Object value) {
    put(name, below(round, element), value);
  }

  /** The value of this round, or of the rounds that it is part of. */
  Optional<Object> value(String name, List<Integer> round) {
    Map<List<Integer>, Object> rounds = values.getOrDefault(name, Map.of());
    for (int length = round.size(); length >= 0; length--) {
      Object value = rounds.get(round.subList(0, length));
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** The rounds in which a name has a value, one for each element of a list. */
  List<List<Integer>> rounds(String name) {
    List<List<Integer>> rounds = new ArrayList<>(values.getOrDefault(name, Map.of()).keySet());
    return rounds.subList(0, Math.min(rounds.size(), ROUNDS_LIMIT));
  }

  /** As many rounds as a count says, for each round that has one. */
  List<List<Integer>> times(String name) {
    List<List<Integer>> rounds = new ArrayList<>();
    values
        .getOrDefault(name, Map.of())
        .forEach(
            (round, value) -> {
              long count = ((Number) value).longValue();
              for (int i = 0; i < count && rounds.size() < ROUNDS_LIMIT; i++) {
                rounds.add(below(round, i));
              }
            });
    return rounds;
  }

  private static List<Integer> below(List<Integer> round, int number) {
    List<Integer> below = new ArrayList<>(round);
    below.add(number);
    return List.copyOf(below);
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = Integer.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
