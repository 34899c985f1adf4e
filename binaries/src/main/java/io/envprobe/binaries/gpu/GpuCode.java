package io.envprobe.binaries.gpu;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.gpu.internal.CodeReader;
import java.io.IOException;
import java.util.List;

/**
 * The code for graphics processors in a file. Immutable.
 *
 * <p>No module means that the file says nothing of such processors: it may still compile code while
 * it runs, or load it from elsewhere.
 *
 * @param form what the file is
 * @param modules in the order of the file
 */
public record GpuCode(Form form, List<GpuModule> modules) {
  public GpuCode {
    modules = List.copyOf(modules);
  }

  /** What a file is. */
  public enum Form {
    /** A library, program or object of Linux; or code for one processor alone. */
    ELF,
    /** A library or program of Windows. */
    PE,
    /** An object of Windows. */
    COFF,
    /** A static library: an archive of objects. */
    ARCHIVE,
    /** NVIDIA's container by itself. */
    FATBIN,
    /** AMD's bundle by itself, compressed or not. */
    BUNDLE,
    /** NVIDIA's intermediate language as text. */
    PTX
  }

  /**
   * Reads the headers of a file, of its sections and of the containers in them.
   *
   * @param decompressor for AMD's compressed bundles; of these only the first kilobytes are read
   * @return rejected where the file is of no form that has such code; damaged containers are among
   *     the defects, and what is sound in and behind them is read
   * @throws IOException only from the source
   */
  public static ReadResult<GpuCode> read(ByteSource source, Decompressor decompressor)
      throws IOException {
    return CodeReader.read(source, decompressor);
  }
}
