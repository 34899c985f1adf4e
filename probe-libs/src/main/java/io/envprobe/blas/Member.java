package io.envprobe.blas;

import java.util.Set;

/**
 * A file that is together with others.
 *
 * @param names that it is reached by: {@code libblas.so.3}; none where it is reached by its path
 * @param library what it is; not numerical for a file that only uses such libraries
 * @param symbols its names
 * @param preloaded whether it was put before all others
 * @param global whether its names are seen by every other file
 */
public record Member(
    Set<String> names,
    NumericalLibrary library,
    SymbolNames symbols,
    boolean preloaded,
    boolean global) {
  public Member {
    names = Set.copyOf(names);
  }

  /** Whether it is a provider's own library, and no shim. */
  public boolean isCore(String provider) {
    return library.provider().isPresent()
        && library.provider().get().equals(provider)
        && !library.shim();
  }
}
