package io.envprobe.binaries.loader;

import io.envprobe.binaries.MachOFile;
import java.util.Optional;

/**
 * A Mach-O file in a process.
 *
 * @param name what it was asked for as
 * @param loadedBy who asked for it first; empty for the program and what is inserted
 */
record DyldImage(
    String name,
    String path,
    String identity,
    MachOFile.Slice slice,
    Optional<DyldImage> loadedBy) {

  /** Whether a name means this file without a search. */
  boolean isNamed(String other) {
    return path.equals(other) || slice.installName().equals(Optional.of(other));
  }
}
