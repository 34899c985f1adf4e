package io.envprobe.binaries;

import java.util.List;
import java.util.Optional;

/**
 * The versions that a file needs from one other file ({@code DT_VERNEED}).
 *
 * <p>Source: https://refspecs.linuxbase.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/
 * symversion.html
 *
 * @param file the SONAME that must provide them; empty where its name is damaged
 */
public record ElfVersionNeed(Optional<String> file, List<Version> versions) {
  public ElfVersionNeed {
    versions = List.copyOf(versions);
  }

  /**
   * One needed version.
   *
   * @param hash what the file says that the name hashes to; the loader finds nothing where it is
   *     not {@link ElfHash#sysv}
   * @param flags {@code vna_flags}
   * @param index what symbols refer to it by
   */
  public record Version(String name, long hash, int flags, int index) {
    /** Whether the hash is the name's; otherwise the loader finds the version nowhere. */
    public boolean isHashSound() {
      return hash == ElfHash.sysv(name);
    }

    /** Whether the loader carries on without the version ({@code VER_FLG_WEAK}). */
    public boolean isWeak() {
      return (flags & 2) != 0;
    }
  }
}
