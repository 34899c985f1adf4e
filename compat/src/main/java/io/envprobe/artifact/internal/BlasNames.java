package io.envprobe.artifact.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSymbolLookup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds plain BLAS names in a library whose own names have a prefix or suffix. */
final class BlasNames {
  /** Ways in which builds rename their symbols, each shown by one routine that all have. */
  private static final String[] RENAMED = {
    "scipy_cblas_dgemm64_", "scipy_cblas_dgemm", "cblas_dgemm64_", "scipy_dgemm_64_", "dgemm_64_"
  };

  /** Where these are there too, the library offers both sets on purpose. */
  private static final String[] WHOLE = {"dgemm_", "cblas_dgemm"};

  /** Names that no renamed build should have; they would win over another library's. */
  private static final String[] PLAIN = {
    "cblas_sgemm",
    "sgemm_",
    "ddot_",
    "dgesv_",
    "LAPACKE_dgesv",
    "cblas_sgemm_batch_strided",
    "cblas_dgemm_batch_strided",
    "cblas_cgemm_batch_strided",
    "cblas_zgemm_batch_strided",
    "cblas_sgemm_batch",
    "cblas_dgemm_batch"
  };

  private BlasNames() {}

  static List<String> leaks(ByteSource source, ElfFile file, int defined) throws IOException {
    if (defined < 100) {
      return List.of();
    }
    ElfSymbolLookup lookup = ElfSymbolLookup.of(source, file);
    if (!hasAny(lookup, RENAMED) || hasAny(lookup, WHOLE)) {
      return List.of();
    }
    List<String> leaks = new ArrayList<>();
    for (String name : PLAIN) {
      if (!lookup.find(name).isEmpty()) {
        leaks.add(name);
      }
    }
    return leaks;
  }

  private static boolean hasAny(ElfSymbolLookup lookup, String[] names) throws IOException {
    for (String name : names) {
      if (!lookup.find(name).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
