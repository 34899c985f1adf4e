package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfFile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One object in musl's list; the short name is missing for one asked for by a path. */
final class MuslObject {
  final String path;
  final String origin;
  final String identity;
  final Optional<ElfFile> file;
  final @Nullable MuslObject neededBy;
  String shortName;

  MuslObject(
      String path,
      String origin,
      String identity,
      Optional<ElfFile> file,
      @Nullable MuslObject neededBy,
      String shortName) {
    this.path = path;
    this.origin = origin;
    this.identity = identity;
    this.file = file;
    this.neededBy = neededBy;
    this.shortName = shortName;
  }
}
