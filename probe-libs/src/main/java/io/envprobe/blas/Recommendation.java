package io.envprobe.blas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A pair of BLAS and LAPACK that is here, made for speed and of one provider.
 *
 * @param provider of both
 * @param blas the file for {@code libblas.so.3}
 * @param lapack the file for {@code liblapack.so.3}
 * @param active whether both are chosen now
 */
public record Recommendation(String provider, String blas, String lapack, boolean active) {

  /**
   * The consistent optimised pairs that alternatives offer, best first: those with threads of
   * OpenMP or their own before those without, then by priority.
   *
   * @param library tells what a path is
   */
  public static List<Recommendation> of(
      List<AlternativeGroup> groups, Function<String, Optional<NumericalLibrary>> library) {
    Map<String, AlternativeGroup> byLink = new LinkedHashMap<>();
    groups.forEach(group -> byLink.put(group.linkName(), group));
    AlternativeGroup blas = byLink.get("libblas.so.3");
    AlternativeGroup lapack = byLink.get("liblapack.so.3");
    if (blas == null || lapack == null) {
      return List.of();
    }
    List<Recommendation> pairs = new ArrayList<>();
    blas.choices().stream()
        .sorted(Comparator.comparingInt(AlternativeGroup.Choice::priority).reversed())
        .forEach(
            choice -> {
              String directory = choice.path().substring(0, choice.path().lastIndexOf('/'));
              for (AlternativeGroup.Choice other : lapack.choices()) {
                Optional<String> first =
                    library.apply(choice.path()).flatMap(NumericalLibrary::provider);
                boolean same =
                    other.path().startsWith(directory + "/")
                        && first.isPresent()
                        && first.equals(
                            library.apply(other.path()).flatMap(NumericalLibrary::provider));
                boolean fast =
                    first.flatMap(Provider::named).map(Provider::optimized).orElse(false);
                if (same && fast) {
                  pairs.add(
                      new Recommendation(
                          first.get(),
                          choice.path(),
                          other.path(),
                          blas.value().equals(Optional.of(choice.path()))
                              && lapack.value().equals(Optional.of(other.path()))));
                }
              }
            });
    return pairs;
  }
}
