package io.envprobe.blas;

import java.util.Map;

/**
 * Writes the {@code .pc} text that the packages scipy-openblas32 and scipy-openblas64 give for
 * builds, without running them.
 *
 * <p>Source: https://github.com/MacPython/openblas-libs, local/scipy_openblas64/__init__.py.
 */
public final class PkgConfigText {
  private PkgConfigText() {}

  /**
   * The text.
   *
   * @param root the package's directory, absolute, with {@code include} and {@code lib} in it
   * @param own the package's own {@code lib/pkgconfig/scipy-openblas.pc}, unexpanded
   * @param library the library in {@code lib}
   */
  public static String of(String root, Map<String, String> own, NumericalLibrary library) {
    String file = library.fileName();
    String link = file.substring("lib".length(), file.lastIndexOf('.'));
    StringBuilder flags = new StringBuilder("-I${includedir}");
    if (!library.affix().prefix().isEmpty()) {
      flags.append(" -DBLAS_SYMBOL_PREFIX=").append(library.affix().prefix());
    }
    if (!library.affix().suffix().isEmpty()) {
      flags.append(" -DBLAS_SYMBOL_SUFFIX=").append(library.affix().suffix());
    }
    if (library.integerWidth().equals(java.util.Optional.of(IntegerWidth.ILP64))) {
      flags.append(" -DHAVE_BLAS_ILP64 -DOPENBLAS_ILP64_NAMING_SCHEME");
    }
    String version = own.getOrDefault("version", own.getOrDefault("Version", ""));
    return String.join(
        "\n",
        "libdir=" + root + "/lib",
        "includedir=" + root + "/include",
        "openblas_config= " + own.getOrDefault("openblas_config", ""),
        "version=" + (version.isEmpty() ? library.version().orElse("") : version),
        "extralib=-lm -lpthread -lgfortran -lquadmath -L${libdir} -l" + link,
        "Name: openblas",
        "Description: OpenBLAS is an optimized BLAS library based on GotoBLAS2 1.13 BSD version",
        "Version: ${version}",
        "URL: https://github.com/xianyi/OpenBLAS",
        "Libs: ${libdir}/" + file + " -Wl,-rpath,${libdir}",
        "Libs.private: ${extralib}",
        "Cflags: " + flags,
        "");
  }
}
