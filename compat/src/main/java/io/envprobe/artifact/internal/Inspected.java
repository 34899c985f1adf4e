package io.envprobe.artifact.internal;

import io.envprobe.artifact.NativeFile;
import io.envprobe.binaries.ByteSource;
import io.envprobe.fact.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A file that was looked into.
 *
 * @param requirement what it expects of its platform; empty for others than ELF
 * @param findings what is wrong with it by itself
 */
record Inspected(NativeFile file, Optional<Requirement> requirement, List<Finding> findings) {
  /**
   * Looks into a file.
   *
   * @param whole whether to read to its end for what is only there
   * @return one for each architecture; none where it is not what its first bytes promise
   */
  static List<Inspected> of(Magic magic, ContainedFile file, ByteSource source, boolean whole)
      throws IOException {
    return switch (magic) {
      case ELF -> ElfInspection.of(file, source, whole).stream().toList();
      case PE -> PeInspection.of(file, source).stream().toList();
      case MACH_O -> MachOInspection.of(file, source);
      case STATIC_LIBRARY, GPU_CODE -> GpuInspection.of(file, source).stream().toList();
      default -> List.of();
    };
  }
}
