package io.envprobe.blas.internal.code;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * All that a function does before it returns, where that is constant.
 *
 * @param stores what it stores through its arguments, in the order of the code
 * @param result what it returns; empty where it is not a constant
 */
public record Effect(List<Store> stores, OptionalLong result) {
  private static final int PARTS = 3;

  public Effect {
    stores = List.copyOf(stores);
  }

  /**
   * A constant stored where an argument points.
   *
   * @param argument from 0
   * @param bits 32 or 64
   */
  public record Store(int argument, int bits, long value) {}

  /** The constant that the function returns, where that is all it does. */
  public OptionalInt constant() {
    return stores.isEmpty() && result.isPresent() && result.getAsLong() == (int) result.getAsLong()
        ? OptionalInt.of((int) result.getAsLong())
        : OptionalInt.empty();
  }

  /**
   * The three numbers that the function gives through its first three arguments, as {@code ilaver_}
   * does, and how wide it takes each to be.
   */
  public Optional<Triple> triple() {
    if (stores.size() != PARTS) {
      return Optional.empty();
    }
    Set<Integer> widths = new HashSet<>();
    List<Long> values = new ArrayList<>();
    for (int argument = 0; argument < PARTS; argument++) {
      for (Store store : stores) {
        if (store.argument() == argument && store.value() >= 0) {
          widths.add(store.bits());
          values.add(store.value());
        }
      }
    }
    return values.size() == PARTS && widths.size() == 1
        ? Optional.of(
            new Triple(
                values.get(0) + "." + values.get(1) + "." + values.get(2),
                widths.iterator().next()))
        : Optional.empty();
  }

  /**
   * Three numbers.
   *
   * @param version them with dots between
   * @param bits how wide each is stored, 32 or 64
   */
  public record Triple(String version, int bits) {}
}
