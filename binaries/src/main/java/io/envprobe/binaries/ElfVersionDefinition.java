package io.envprobe.binaries;

import java.util.List;
import java.util.Optional;

/**
 * A version that a file defines ({@code DT_VERDEF}).
 *
 * @param name empty where the file's table is damaged
 * @param parents the versions that this one succeeds
 * @param index what symbols refer to it by
 * @param flags {@code vd_flags}
 */
public record ElfVersionDefinition(
    Optional<String> name, List<String> parents, int index, int flags) {
  public ElfVersionDefinition {
    parents = List.copyOf(parents);
  }

  /** Whether the entry names the file itself ({@code VER_FLG_BASE}) and is no version. */
  public boolean isBase() {
    return (flags & 1) != 0;
  }
}
