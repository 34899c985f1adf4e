package io.envprobe.fact;

import java.util.List;

/** The facts about single BLAS, LAPACK and OpenMP libraries. */
public final class BlasFacts {
  /** Every BLAS or LAPACK library that the loader sees. */
  public static final FactKey<List<FactRecord>> BLAS_LIBRARIES =
      new FactKey<>(
          "blas.libraries",
          FactType.RECORDS,
          "",
          "files of the loader path: symbols, code of constant functions, constants",
          "every BLAS or LAPACK library that the loader sees, one record each: name, path, real_path, soname, provider, version, interface, symbol_prefix, symbol_suffix, lapack_version, threading, kernels, offers, shim");

  /** What programs get for the names of the interface. */
  public static final FactKey<List<FactRecord>> BLAS_SELECTED =
      new FactKey<>(
          "blas.selected",
          FactType.RECORDS,
          "",
          "the loader's search for libblas.so.3 and the like",
          "what programs get for the names of the interface, one record each: name, path, real_path, provider, version, interface, threading, via");

  /** The alternatives of those names. */
  public static final FactKey<List<FactRecord>> BLAS_ALTERNATIVES =
      new FactKey<>(
          "blas.alternatives",
          FactType.RECORDS,
          "",
          "/var/lib/dpkg/alternatives, /var/lib/alternatives",
          "the alternatives of those names, one record each: name, mode, value, best, choices");

  /** Every OpenMP runtime that the loader sees. */
  public static final FactKey<List<FactRecord>> OPENMP_LIBRARIES =
      new FactKey<>(
          "openmp.libraries",
          FactType.RECORDS,
          "",
          "files of the loader path",
          "every OpenMP runtime that the loader sees, one record each: name, path, real_path, soname, provider, version, specification, macro, interface, static_tls");

  private BlasFacts() {}

  static List<FactKey<?>> all() {
    return List.of(BLAS_LIBRARIES, BLAS_SELECTED, BLAS_ALTERNATIVES, OPENMP_LIBRARIES);
  }
}
