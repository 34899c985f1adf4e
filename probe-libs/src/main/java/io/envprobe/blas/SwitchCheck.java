package io.envprobe.blas;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a program can be given another provider without being built again: every function that it
 * and its libraries take from the old one must be in the new one, with integers of the same width,
 * behind the name that they need.
 *
 * @param possible empty where it cannot be told
 * @param used the functions that are taken from the old provider
 * @param missing those that the new one lacks
 * @param reasons why it is not possible, or cannot be told, in sentences
 */
public record SwitchCheck(
    Optional<Boolean> possible, Set<String> used, Set<String> missing, List<String> reasons) {
  public SwitchCheck {
    used = Set.copyOf(used);
    missing = Set.copyOf(missing);
    reasons = List.copyOf(reasons);
  }

  /**
   * Compares.
   *
   * @param scope what the program loads
   * @param old the library that it is to lose
   * @param oldNames what that one and its core define
   * @param fresh the library that it is to get
   * @param freshNames what that one and its core define
   */
  public static SwitchCheck of(
      Scope scope,
      NumericalLibrary old,
      Set<String> oldNames,
      NumericalLibrary fresh,
      Set<String> freshNames) {
    // A provider of BLAS alone takes BLAS over, and LAPACK stays where it is.
    Set<String> staying =
        freshNames.contains("dgetrf_") ? Set.of() : Set.copyOf(Reference.functions(Offer.LAPACK));
    Set<String> used = new TreeSet<>();
    List<String> reasons = new java.util.ArrayList<>();
    for (Member member : scope.members()) {
      if (isProviders(member, old)) {
        continue;
      }
      for (String name : member.symbols().needed()) {
        if (oldNames.contains(name) && !staying.contains(name)) {
          used.add(name);
        }
      }
      for (String needed : member.library().needed()) {
        boolean provider =
            old.provider().isPresent() && needed.startsWith("lib" + old.provider().get());
        if (provider) {
          reasons.add(
              member.library().fileName() + " needs " + needed + " by name, not the interface");
        }
      }
    }
    Set<String> missing = new TreeSet<>(used);
    missing.removeAll(freshNames);
    if (!missing.isEmpty()) {
      reasons.add(
          fresh.fileName() + " lacks " + String.join(", ", missing.stream().limit(5).toList()));
    }
    if (old.integerWidth().isPresent()
        && fresh.integerWidth().isPresent()
        && !old.integerWidth().equals(fresh.integerWidth())) {
      reasons.add(
          "integers are "
              + old.integerWidth().get().label()
              + " in the one and "
              + fresh.integerWidth().get().label()
              + " in the other");
    }
    if (!reasons.isEmpty()) {
      return new SwitchCheck(Optional.of(false), used, missing, reasons);
    }
    if (old.integerWidth().isEmpty() || fresh.integerWidth().isEmpty()) {
      return new SwitchCheck(
          Optional.empty(), used, missing, List.of("the width of integers is not known of both"));
    }
    return new SwitchCheck(Optional.of(true), used, missing, List.of());
  }

  private static boolean isProviders(Member member, NumericalLibrary old) {
    return member.library().isLinearAlgebra() && member.library().provider().equals(old.provider());
  }
}
