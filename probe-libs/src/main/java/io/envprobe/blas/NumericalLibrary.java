package io.envprobe.blas;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ReadResult;
import io.envprobe.blas.internal.Identification;
import io.envprobe.blas.internal.MachineNames;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a library file is, as far as BLAS, LAPACK and OpenMP go, read without loading it. Immutable.
 *
 * @param path where it is, links resolved
 * @param architecture as platform tags spell it: {@code x86_64}
 * @param soname the name that other files need it by
 * @param needed the libraries that it needs, in order
 * @param offers the sets of functions that it defines
 * @param provider who made it, as in {@link Provider}; empty where nothing tells, as for libraries
 *     of other kinds
 * @param shim whether it passes calls on to the provider's own library
 * @param version of the provider's library; never that of the interface
 * @param affix what it adds to names
 * @param integerWidth how wide its integers are
 * @param lapackVersion the version of LAPACK that it implements
 * @param threading how it uses several processors
 * @param openmpNeeded the OpenMP runtimes that it needs, by SONAME
 * @param kernels the processors that it has code for, in its own words; empty where it has code for
 *     one only, or does not say
 * @param openmp what an OpenMP runtime says of itself
 * @param staticTls whether it takes thread-local storage that is scarce once a program runs
 * @param clues what each statement was drawn from
 */
public record NumericalLibrary(
    String path,
    String architecture,
    Optional<String> soname,
    List<String> needed,
    Set<Offer> offers,
    Optional<String> provider,
    boolean shim,
    Optional<String> version,
    Affix affix,
    Optional<IntegerWidth> integerWidth,
    Optional<String> lapackVersion,
    Optional<Threading> threading,
    List<String> openmpNeeded,
    List<String> kernels,
    Optional<OpenMpRuntime> openmp,
    boolean staticTls,
    List<Clue> clues) {

  public NumericalLibrary {
    needed = List.copyOf(needed);
    offers = Set.copyOf(offers);
    openmpNeeded = List.copyOf(openmpNeeded);
    kernels = List.copyOf(kernels);
    clues = List.copyOf(clues);
  }

  /**
   * Reads a file's headers, a few of its symbols, the code of the shortest functions and its
   * constants: nothing is loaded or run.
   *
   * @param path with links resolved; the last part of it may hold a version
   * @return rejected where the source is no ELF, PE or Mach-O file; a library of another kind is
   *     read, and {@link #isNumerical} is false for it
   * @throws IOException only from the source
   */
  public static ReadResult<NumericalLibrary> read(String path, ByteSource source)
      throws IOException {
    return Identification.of(path, source);
  }

  /** Whether a file's name is one that such libraries usually have, somewhere in it. */
  public static boolean isUsualName(String fileName) {
    return MachineNames.isNumerical(fileName);
  }

  /** Whether it has to do with BLAS, LAPACK or OpenMP at all. */
  public boolean isNumerical() {
    return provider.isPresent() || !offers.isEmpty();
  }

  /** Whether it offers BLAS or LAPACK functions, or holds those of a provider. */
  public boolean isLinearAlgebra() {
    return isNumerical() && !offers.contains(Offer.OPENMP);
  }

  /** Whether it offers a set of functions. */
  public boolean offers(Offer offer) {
    return offers.contains(offer);
  }

  /** The last part of the path. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** What a statement was drawn from; empty where nothing is stated. */
  public Optional<Clue> clue(String about) {
    for (Clue clue : clues) {
      if (clue.about().equals(about)) {
        return Optional.of(clue);
      }
    }
    return Optional.empty();
  }

  /**
   * The name of this flavour of its provider: {@code openblas}, or {@code openblas-ilp64}, the way
   * that the fact {@code blas.interfaces} lists it.
   */
  public Optional<String> flavour() {
    return provider.isPresent() && integerWidth.isPresent()
        ? Optional.of(provider.get() + "-" + integerWidth.get().label())
        : Optional.empty();
  }
}
