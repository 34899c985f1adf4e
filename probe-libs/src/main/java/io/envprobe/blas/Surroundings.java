package io.envprobe.blas;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is around libraries that are together.
 *
 * @param architecture that programs are of; empty where it is not known
 * @param features of the processor; empty where they are not known
 * @param musl whether the C library is musl
 * @param scarceTls whether libraries with static thread-local storage may fail to load late: old
 *     glibc, or AArch64
 * @param processors how many a process may use, its quota counted; empty where it is not known
 * @param variables the environment
 * @param alternatives the machine's
 * @param dangling the names of groups of alternatives that lead to no file
 * @param preload the machine's file of libraries to preload, {@code /etc/ld.so.preload}
 * @param claims of build records
 * @param packages the {@code .pc} files of interfaces
 */
public record Surroundings(
    String architecture,
    Set<String> features,
    boolean musl,
    boolean scarceTls,
    OptionalInt processors,
    Map<String, String> variables,
    List<AlternativeGroup> alternatives,
    Set<String> dangling,
    Optional<String> preload,
    List<Claim> claims,
    List<PkgConfigFile> packages) {
  /** Nothing is known. */
  public static final Surroundings NONE =
      new Surroundings(
          "",
          Set.of(),
          false,
          false,
          OptionalInt.empty(),
          Map.of(),
          List.of(),
          Set.of(),
          Optional.empty(),
          List.of(),
          List.of());

  public Surroundings {
    features = Set.copyOf(features);
    variables = Map.copyOf(variables);
    alternatives = List.copyOf(alternatives);
    dangling = Set.copyOf(dangling);
    claims = List.copyOf(claims);
    packages = List.copyOf(packages);
  }

  /** Nothing but what a package's records claim, and those records. */
  public static Surroundings of(List<Claim> claims, List<PkgConfigFile> packages) {
    return with(NONE.processors, NONE.variables, claims, packages);
  }

  /** Nothing but how many processors a process may use, and its variables. */
  public static Surroundings of(OptionalInt processors, Map<String, String> variables) {
    return with(processors, variables, NONE.claims, NONE.packages);
  }

  private static Surroundings with(
      OptionalInt processors,
      Map<String, String> variables,
      List<Claim> claims,
      List<PkgConfigFile> packages) {
    return new Surroundings(
        NONE.architecture,
        NONE.features,
        NONE.musl,
        NONE.scarceTls,
        processors,
        variables,
        NONE.alternatives,
        NONE.dangling,
        NONE.preload,
        claims,
        packages);
  }
}
