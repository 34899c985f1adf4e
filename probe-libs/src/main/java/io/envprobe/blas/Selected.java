package io.envprobe.blas;

import java.util.List;
import java.util.Optional;

/**
 * What the loader finds for a name.
 *
 * @param name that programs need: {@code libblas.so.3}
 * @param path where it is found; empty where it is nowhere
 * @param library what that is; empty where it could not be read
 * @param core the provider's own library that it passes calls on to; the same library where it is
 *     no shim
 * @param via what led to it: {@code cache}, {@code LD_LIBRARY_PATH} …
 * @param places every place looked at before, in order
 */
public record Selected(
    String name,
    Optional<String> path,
    Optional<NumericalLibrary> library,
    Optional<NumericalLibrary> core,
    String via,
    List<String> places) {
  public Selected {
    places = List.copyOf(places);
  }

  /** The version of the provider's library. */
  public Optional<String> version() {
    return core.isPresent() && core.get().version().isPresent()
        ? core.get().version()
        : library.flatMap(NumericalLibrary::version);
  }

  /** How it uses several processors: as its core does. */
  public Optional<Threading> threading() {
    return core.isPresent() && core.get().threading().isPresent()
        ? core.get().threading()
        : library.flatMap(NumericalLibrary::threading);
  }

  /** The provider. */
  public Optional<String> provider() {
    return library.flatMap(NumericalLibrary::provider);
  }
}
