package io.envprobe.binaries;

import io.envprobe.binaries.internal.Banners;
import java.io.IOException;
import java.util.Optional;

/**
 * What {@code libc.so.6} prints of itself when it is run, read from the file.
 *
 * @param version the numbers alone, such as {@code 2.36}
 * @param development whether it is no release but a state between two
 * @param text the whole line: {@code GNU C Library (Debian GLIBC 2.36-9) stable release version
 *     2.36.}
 */
public record GlibcBanner(String version, boolean development, String text) {

  /**
   * The banner in a file's read-only segments; empty where there is none, as in the stubs that
   * toolchains link against. Reads at most 64 MiB.
   *
   * @throws IOException only from the source
   */
  public static Optional<GlibcBanner> find(ByteSource source, ElfFile file) throws IOException {
    return Banners.glibc(source, file);
  }
}
