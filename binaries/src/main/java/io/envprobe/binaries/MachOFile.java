package io.envprobe.binaries;

import io.envprobe.binaries.internal.MachOReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a macOS binary says of itself: one slice for each architecture. Immutable.
 *
 * <p>Source: https://github.com/apple-oss-distributions/xnu/blob/main/EXTERNAL_HEADERS/mach-o/
 * loader.h and fat.h, nlist.h beside it.
 *
 * @param fat whether it is an archive of slices, even of one
 * @param slices in the order of the file
 */
public record MachOFile(boolean fat, List<Slice> slices) {
  public MachOFile {
    slices = List.copyOf(slices);
  }

  /**
   * The code for one architecture.
   *
   * @param offset where the slice starts in the file
   * @param size its number of bytes
   * @param cpuType {@code 0x01000007} x86-64, {@code 0x0100000c} arm64
   * @param cpuSubtype without the capability bits
   * @param fileType 2 executable, 6 library, 8 bundle
   * @param flags of the header
   * @param installName the name that other files need a library by
   * @param dylibs the libraries needed, in order
   * @param rpaths what {@code @rpath} stands for, in order
   * @param builds the systems it was built for; a zippered library has two
   * @param signed whether it has a code signature, without which arm64 refuses it
   * @param imports the symbols needed
   */
  public record Slice(
      long offset,
      long size,
      int cpuType,
      int cpuSubtype,
      int fileType,
      long flags,
      Optional<String> installName,
      List<Dylib> dylibs,
      List<String> rpaths,
      List<Build> builds,
      boolean signed,
      List<Import> imports) {
    public Slice {
      dylibs = List.copyOf(dylibs);
      rpaths = List.copyOf(rpaths);
      builds = List.copyOf(builds);
      imports = List.copyOf(imports);
    }

    /** {@code x86_64}, {@code x86_64h}, {@code arm64}, {@code arm64e} …, or the number in hex. */
    public String architecture() {
      return switch (cpuType) {
        case 7 -> "i386";
        case 0x01000007 -> cpuSubtype == 8 ? "x86_64h" : "x86_64";
        case 12 -> "arm";
        case 0x0100000c -> cpuSubtype == 2 ? "arm64e" : "arm64";
        case 0x0200000c -> "arm64_32";
        case 18 -> "ppc";
        case 0x01000012 -> "ppc64";
        default -> "0x" + Integer.toHexString(cpuType);
      };
    }

    /** The build for macOS where there is one, otherwise the first. */
    public Optional<Build> build() {
      return builds.stream()
          .filter(build -> build.platform().equals("macos"))
          .findFirst()
          .or(() -> builds.stream().findFirst());
    }
  }

  /**
   * A library needed.
   *
   * @param current the version linked against
   * @param compatibility the lowest version that will do
   * @param weak whether it may be missing
   * @param reexported whether its symbols count as this file's own
   */
  public record Dylib(
      String name, String current, String compatibility, boolean weak, boolean reexported) {}

  /**
   * A system that a slice was built for.
   *
   * @param platform {@code macos}, {@code ios}, {@code maccatalyst} …, or its number
   * @param minimum the lowest version that runs it
   * @param sdk the version that it was built with
   */
  public record Build(String platform, String minimum, String sdk) {}

  /**
   * A symbol needed.
   *
   * @param library which of {@link Slice#dylibs} must have it, from 1; 0 for the file itself, 254
   *     for any and 255 for the executable
   * @param weak whether it may be missing
   */
  public record Import(String name, int library, boolean weak) {}

  /**
   * Reads the load commands and the undefined symbols of each slice.
   *
   * @return rejected where it is no Mach-O file; a Java class starts as a fat file does
   * @throws IOException only from the source
   */
  public static ReadResult<MachOFile> read(ByteSource source) throws IOException {
    return MachOReader.read(source);
  }
}
