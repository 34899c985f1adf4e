package io.envprobe.binaries.gpu;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.gpu.internal.CodeReader;
import java.io.IOException;
import java.util.List;

/**
 * The code for graphics processors in an ELF file that can only be read forward, as in an archive:
 * its section headers come last. Containers are found by their first bytes, and placed when the
 * section headers have been met. Immutable.
 *
 * @param modules in the order of the file, in the section {@code PT_LOAD}
 * @param defects of what looks like containers
 */
public record GpuPass(List<GpuModule> modules, List<Defect> defects) {
  public GpuPass {
    modules = List.copyOf(modules);
    defects = List.copyOf(defects);
  }

  /**
   * Reads the segments that a program does not write to, from the first to the last. Those with
   * code are left out where data has segments of its own.
   *
   * @param file its headers
   * @throws IOException only from the source
   */
  public static GpuPass over(ByteSource source, ElfFile file, Decompressor decompressor)
      throws IOException {
    return CodeReader.pass(source, file, decompressor);
  }

  /** What was found, where the section headers are out of reach. */
  public ReadResult<GpuCode> unplaced() {
    return new ReadResult.Read<>(new GpuCode(GpuCode.Form.ELF, modules), defects);
  }

  /**
   * What was found in the sections that are for such code; what only looked like it is dropped.
   *
   * @throws IOException only from the source
   */
  public ReadResult<GpuCode> placed(ByteSource source, ElfFile file) throws IOException {
    return CodeReader.placed(this, source, file);
  }
}
