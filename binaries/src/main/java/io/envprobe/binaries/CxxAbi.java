package io.envprobe.binaries;

import io.envprobe.binaries.internal.Mangled;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What symbol names tell of the C++ library that a file was compiled against.
 *
 * <p>Source: https://gcc.gnu.org/onlinedocs/libstdc++/manual/using_dual_abi.html for the two string
 * types of libstdc++; https://libcxx.llvm.org/DesignDocs/ABIVersioning.html for inline namespaces.
 *
 * @param cxx11Strings whether a name uses the string of libstdc++ since GCC 5
 * @param oldStrings whether a name uses the reference-counted string before it
 * @param libcxx the inline namespace of libc++ that a name uses: {@code __1}, {@code __ndk1},
 *     {@code __Cr}
 */
public record CxxAbi(boolean cxx11Strings, boolean oldStrings, Optional<String> libcxx) {

  /** The sum of the names. */
  public static CxxAbi of(Stream<String> names) {
    boolean[] strings = new boolean[2];
    String[] namespace = {""};
    names.forEach(
        name -> {
          strings[0] |= Mangled.usesCxx11String(name);
          strings[1] |= Mangled.usesOldString(name);
          if (namespace[0].isEmpty()) {
            namespace[0] = Mangled.libcxxNamespace(name);
          }
        });
    return new CxxAbi(
        strings[0],
        strings[1],
        namespace[0].isEmpty() ? Optional.empty() : Optional.of(namespace[0]));
  }

  /** {@code cxx11}, {@code old}, {@code both}; empty where no name has a string in it. */
  public Optional<String> stringAbi() {
    if (cxx11Strings) {
      return Optional.of(oldStrings ? "both" : "cxx11");
    }
    return oldStrings ? Optional.of("old") : Optional.empty();
  }
}
