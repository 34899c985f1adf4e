package io.envprobe.binaries;

import io.envprobe.binaries.internal.Banners;
import java.io.IOException;
import java.util.Optional;

/**
 * The version of musl in its dynamic loader, which is also its libc.
 *
 * @param version the numbers alone, such as {@code 1.2.5}
 * @param text the same with what follows in builds between two releases: {@code 1.2.5-git-12}
 * @param architecture as musl spells it: {@code x86_64}, {@code armhf}
 */
public record MuslVersion(String version, String text, String architecture) {

  /**
   * The version in a file's read-only segments; empty where the file is not musl. Reads at most 64
   * MiB.
   *
   * @throws IOException only from the source
   */
  public static Optional<MuslVersion> find(ByteSource source, ElfFile file) throws IOException {
    return Banners.musl(source, file);
  }
}
