package io.envprobe.binaries;

import io.envprobe.binaries.internal.PeReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a Windows executable or DLL says of itself. Immutable.
 *
 * <p>Source: https://learn.microsoft.com/windows/win32/debug/pe-format
 *
 * @param machine {@code 0x8664} x64, {@code 0xaa64} ARM64, {@code 0xa641} ARM64EC, …
 * @param wide whether the optional header is of the 64-bit form (PE32+)
 * @param characteristics of the file header; {@code 0x2000} a DLL
 * @param systemVersion the lowest Windows, {@code 6.0}; advisory
 * @param subsystem 2 windows, 3 console, 1 native
 * @param subsystemVersion the lowest Windows, which the loader enforces
 * @param dllCharacteristics of the optional header
 * @param managed whether it holds .NET code
 * @param imports what must be there at start, in order
 * @param delayImports what is looked for at first use
 * @param exportName the DLL's own name for itself
 * @param exports the names that it provides
 * @param version its version resource
 * @param manifest its side-by-side manifest, as text
 */
public record PeFile(
    int machine,
    boolean wide,
    int characteristics,
    String systemVersion,
    int subsystem,
    String subsystemVersion,
    int dllCharacteristics,
    boolean managed,
    List<Import> imports,
    List<Import> delayImports,
    Optional<String> exportName,
    List<String> exports,
    Optional<Version> version,
    Optional<String> manifest) {

  public PeFile {
    imports = List.copyOf(imports);
    delayImports = List.copyOf(delayImports);
    exports = List.copyOf(exports);
  }

  /**
   * A DLL that is imported from.
   *
   * @param functions the names; {@code #12} for one that is imported by number
   */
  public record Import(String dll, List<String> functions) {
    public Import {
      functions = List.copyOf(functions);
    }
  }

  /** The fixed part of a version resource: four numbers with dots each. */
  public record Version(String file, String product) {}

  /**
   * Reads a file's headers, import and export tables and resources.
   *
   * @return rejected where it is no PE file, such as a plain DOS program
   * @throws IOException only from the source
   */
  public static ReadResult<PeFile> read(ByteSource source) throws IOException {
    return PeReader.read(source);
  }

  public boolean isDll() {
    return (characteristics & 0x2000) != 0;
  }

  /** {@code x64}, {@code arm64}, {@code x86} …, or the number in hexadecimal. */
  public String machineName() {
    return switch (machine) {
      case 0x14c -> "x86";
      case 0x8664 -> "x64";
      case 0xaa64 -> "arm64";
      case 0xa641 -> "arm64ec";
      case 0xa64e -> "arm64x";
      case 0x1c0 -> "arm";
      case 0x1c4 -> "armnt";
      case 0x200 -> "ia64";
      case 0x5064 -> "riscv64";
      case 0x6264 -> "loongarch64";
      default -> "0x" + Integer.toHexString(machine);
    };
  }
}
