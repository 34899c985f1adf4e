package io.envprobe.fact;

import java.util.List;

/** The facts about the C and C++ runtimes, BLAS and OpenMP. */
public final class LibraryFacts {
  /** The C library of the system: glibc, musl, bionic, or none for a system of static programs. */
  public static final FactKey<String> LIBC_NAME =
      new FactKey<>(
          "libc.name",
          FactType.TEXT,
          "",
          "PT_INTERP of the system's programs and the files that it leads to",
          "the C library of the system: glibc, musl, bionic, or none for a system of static"
              + " programs");

  /** The version of that C library. */
  public static final FactKey<String> LIBC_VERSION =
      new FactKey<>(
          "libc.version",
          FactType.VERSION,
          "lenient",
          "banner inside the file of the C library",
          "the version of that C library");

  /** The file of that C library. */
  public static final FactKey<String> LIBC_PATH =
      new FactKey<>(
          "libc.path", FactType.TEXT, "", "PT_INTERP, loader path", "the file of that C library");

  /** The C library that this process runs on. */
  public static final FactKey<List<FactRecord>> LIBC_PROCESS =
      new FactKey<>(
          "libc.process",
          FactType.RECORDS,
          "",
          "PT_INTERP of /proc/self/exe, /proc/self/maps, release file of the Java machine",
          "the C library that this process runs on");

  /** Every C library of the machine, one record each: name, version, arch, path, shim. */
  public static final FactKey<List<FactRecord>> LIBC_ALL =
      new FactKey<>(
          "libc.all",
          FactType.RECORDS,
          "",
          "known loader paths",
          "every C library of the machine, one record each: name, version, arch, path, shim");

  /** The highest GLIBCXX version that the C++ library offers. */
  public static final FactKey<String> LIBSTDCXX_GLIBCXX =
      new FactKey<>(
          "libstdcxx.glibcxx",
          FactType.VERSION,
          "lenient",
          "version definitions of libstdc++.so.6",
          "the highest GLIBCXX version that the C++ library offers");

  /** The highest CXXABI version that the C++ library offers. */
  public static final FactKey<String> LIBSTDCXX_CXXABI =
      new FactKey<>(
          "libstdcxx.cxxabi",
          FactType.VERSION,
          "lenient",
          "version definitions of libstdc++.so.6",
          "the highest CXXABI version that the C++ library offers");

  /** The first GCC release with that C++ library. */
  public static final FactKey<String> LIBSTDCXX_GCC =
      new FactKey<>(
          "libstdcxx.gcc",
          FactType.VERSION,
          "lenient",
          "table over libstdcxx.glibcxx",
          "the first GCC release with that C++ library");

  /** The file of the C++ library. */
  public static final FactKey<String> LIBSTDCXX_PATH =
      new FactKey<>(
          "libstdcxx.path", FactType.TEXT, "", "loader path", "the file of the C++ library");

  /** The BLAS implementations on the loader path. */
  public static final FactKey<List<String>> BLAS_PROVIDERS =
      new FactKey<>(
          "blas.providers",
          FactType.SET,
          "",
          "files of the loader path",
          "the BLAS implementations on the loader path");

  /** The integer widths that they offer: lp64, ilp64, and each with its provider. */
  public static final FactKey<List<String>> BLAS_INTERFACES =
      new FactKey<>(
          "blas.interfaces",
          FactType.SET,
          "",
          "symbols of those files",
          "the integer widths that they offer: lp64, ilp64, and each with its provider:"
              + " openblas-ilp64");

  /** The OpenMP runtimes on the loader path. */
  public static final FactKey<List<String>> OPENMP_RUNTIMES =
      new FactKey<>(
          "openmp.runtimes",
          FactType.SET,
          "",
          "files of the loader path",
          "the OpenMP runtimes on the loader path");

  /**
   * The directories that a program without own ones gets its libraries from, in order: directory,
   * source, exists.
   */
  public static final FactKey<List<FactRecord>> LOADER_SEARCH_PATH =
      new FactKey<>(
          "loader.search_path",
          FactType.RECORDS,
          "",
          "LD_LIBRARY_PATH, the loader's cache and its default directories",
          "the directories that a program without own ones gets its libraries from, in order:"
              + " directory, source, exists");

  /**
   * Every library visible to the loader, one record each: name, path, real_path, version, arch,
   * source, shadowed, package.
   */
  public static final FactKey<List<FactRecord>> LIBS_VISIBLE =
      new FactKey<>(
          "libs.visible",
          FactType.RECORDS,
          "",
          "those directories, ELF headers, package databases",
          "every library visible to the loader, one record each: name, path, real_path, version,"
              + " arch, source, shadowed, package");

  /**
   * The variables that are set and change which libraries are loaded or how many threads they
   * start: name, value, changes, effect.
   */
  public static final FactKey<List<FactRecord>> LIBS_VARIABLES =
      new FactKey<>(
          "libs.variables",
          FactType.RECORDS,
          "",
          "environment variables, by a table",
          "the variables that are set and change which libraries are loaded or how many threads"
              + " they start: name, value, changes, effect");

  /** The libraries that are loaded before all others: name, source, found, path, stands_before. */
  public static final FactKey<List<FactRecord>> LOADER_PRELOADS =
      new FactKey<>(
          "loader.preloads",
          FactType.RECORDS,
          "",
          "LD_PRELOAD, /etc/ld.so.preload, LD_AUDIT",
          "the libraries that are loaded before all others: name, source, found, path, real_path,"
              + " soname, stands_before");

  /**
   * The libraries that Python packages and conda environments bring and no loader sees, one record
   * each: name, original, version, soname, arch, path, source, package.
   */
  public static final FactKey<List<FactRecord>> LIBS_VENDORED =
      new FactKey<>(
          "libs.vendored",
          FactType.RECORDS,
          "",
          "the package directories of the chosen interpreter, VIRTUAL_ENV, CONDA_PREFIX",
          "the libraries that Python packages and conda environments bring and no loader sees, one"
              + " record each: name, original, version, soname, arch, path, source, package");

  /** The databases of package managers that are there: manager, path. */
  public static final FactKey<List<FactRecord>> PACKAGES_DATABASES =
      new FactKey<>(
          "packages.databases",
          FactType.RECORDS,
          "",
          "known places of dpkg, rpm, apk, pacman, portage, Homebrew, Nix, Spack, conda and Python",
          "the databases of package managers that are there: manager, path");

  /** The packages in them: name, version, arch, manager. */
  public static final FactKey<List<FactRecord>> PACKAGES_INSTALLED =
      new FactKey<>(
          "packages.installed",
          FactType.RECORDS,
          "",
          "those databases, read directly",
          "the packages in them: name, version, arch, manager");

  /** The oldest kernel that the C library runs on. */
  public static final FactKey<String> LIBC_KERNEL_FLOOR =
      new FactKey<>(
          "libc.kernel_floor",
          FactType.VERSION,
          "lenient",
          "NT_GNU_ABI_TAG of the C library",
          "the oldest kernel that the C library runs on");

  /** The highest GCC version that the compiler's support library offers. */
  public static final FactKey<String> LIBGCC_VERSION =
      new FactKey<>(
          "libgcc.version",
          FactType.VERSION,
          "lenient",
          "version definitions of libgcc_s.so.1",
          "the highest GCC version that the compiler's support library offers");

  /** The types of std::string that the C++ library offers: old, cxx11. */
  public static final FactKey<List<String>> LIBSTDCXX_STRINGS =
      new FactKey<>(
          "libstdcxx.strings",
          FactType.SET,
          "",
          "symbols of libstdc++.so.6",
          "the types of std::string that the C++ library offers: old, cxx11");

  /** The file of Clang's C++ library. */
  public static final FactKey<String> LIBCXX_PATH =
      new FactKey<>(
          "libcxx.path", FactType.TEXT, "", "loader path", "the file of Clang's C++ library");

  /** The Fortran runtimes: name, compilers, path. */
  public static final FactKey<List<FactRecord>> FORTRAN_RUNTIMES =
      new FactKey<>(
          "fortran.runtimes",
          FactType.RECORDS,
          "",
          "loader path",
          "the Fortran runtimes: name, compilers, path");

  private LibraryFacts() {}

  /**
   * Long lists that few questions read: a plain listing of facts leaves them out, and whoever names
   * them gets them.
   */
  public static List<FactKey<?>> inventories() {
    return List.of(PACKAGES_INSTALLED, LIBS_VENDORED);
  }

  static List<FactKey<?>> all() {
    return List.of(
        LIBC_NAME,
        LIBC_VERSION,
        LIBC_PATH,
        LIBC_PROCESS,
        LIBC_ALL,
        LIBSTDCXX_GLIBCXX,
        LIBSTDCXX_CXXABI,
        LIBSTDCXX_GCC,
        LIBSTDCXX_PATH,
        LOADER_SEARCH_PATH,
        LIBS_VISIBLE,
        LIBS_VENDORED,
        LIBS_VARIABLES,
        LOADER_PRELOADS,
        LIBC_KERNEL_FLOOR,
        LIBGCC_VERSION,
        LIBSTDCXX_STRINGS,
        LIBCXX_PATH,
        FORTRAN_RUNTIMES,
        PACKAGES_DATABASES,
        PACKAGES_INSTALLED,
        BLAS_PROVIDERS,
        BLAS_INTERFACES,
        OPENMP_RUNTIMES);
  }
}
