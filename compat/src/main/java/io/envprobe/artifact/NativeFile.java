package io.envprobe.artifact;

import io.envprobe.binaries.Defect;
import io.envprobe.binaries.gpu.GpuCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What one executable or library needs and provides, whatever its format. A Mach-O file for several
 * architectures gives one for each. Immutable.
 *
 * @param path where it is, with {@code !/} between a container and what is in it
 * @param size in bytes; of the slice where it is one of several
 * @param checksum the CRC-32 that the container claims, unsigned; empty outside of archives
 * @param format the kind of file
 * @param architecture as platform tags spell it for ELF, as the platform's tools do for others
 * @param type {@code shared object}, {@code executable} …
 * @param soname the name that others need it by: SONAME, install name, the export table's name
 * @param originalName the name without the hash that a wheel repair tool put in it; empty where
 *     there is none
 * @param interpreter the dynamic loader of a program
 * @param needed the libraries needed, in order
 * @param optionalNeeds those that may be missing: weak, delay-loaded, auxiliary, or announced for
 *     {@code dlopen}
 * @param rpath the old search path, or the paths of Mach-O; as in the file
 * @param runpath the new search path; as in the file
 * @param libc the C library it was linked against: {@code musl}, {@code bionic} or the GNU one;
 *     empty where nothing tells, {@code two} where it names two
 * @param versions the versions needed, by library and with their symbols
 * @param provides the versions that it defines
 * @param definedSymbols how many dynamic symbols it defines; empty where the table was not read
 * @param cxx what of the C++ library it uses
 * @param producers the compilers and linkers that it names; empty where they were not read, see
 *     {@code unread}
 * @param isaNeeded the x86-64 level without which it does not load
 * @param isaUsed the x86-64 level that some of its code uses
 * @param minimumSystem the oldest system that loads it: {@code Linux 3.2.0}, {@code macos 11.0}
 * @param gpu its code for graphics processors; empty where the format has none
 * @param portability how widely it can be handed out on its own; for Linux files only
 * @param unread what was not looked at, and why
 * @param defects what is wrong with the file's format
 */
public record NativeFile(
    String path,
    long size,
    OptionalLong checksum,
    Format format,
    String architecture,
    String type,
    Optional<String> soname,
    Optional<String> originalName,
    Optional<String> interpreter,
    List<String> needed,
    List<String> optionalNeeds,
    List<String> rpath,
    List<String> runpath,
    Optional<String> libc,
    List<VersionNeed> versions,
    List<String> provides,
    OptionalInt definedSymbols,
    Cxx cxx,
    List<String> producers,
    OptionalInt isaNeeded,
    OptionalInt isaUsed,
    Optional<String> minimumSystem,
    Optional<GpuCode> gpu,
    Optional<Portability> portability,
    List<String> unread,
    List<Defect> defects) {
  public NativeFile {
    needed = List.copyOf(needed);
    optionalNeeds = List.copyOf(optionalNeeds);
    rpath = List.copyOf(rpath);
    runpath = List.copyOf(runpath);
    versions = List.copyOf(versions);
    provides = List.copyOf(provides);
    producers = List.copyOf(producers);
    unread = List.copyOf(unread);
    defects = List.copyOf(defects);
  }

  /** The kind of a file. */
  public enum Format {
    /** Linux and most other Unix systems. */
    ELF,
    /** Windows. */
    PE,
    /** macOS. */
    MACH_O,
    /** Objects to link, in an archive of the Unix {@code ar} kind. */
    STATIC_LIBRARY,
    /** Nothing but code for graphics processors. */
    GPU_CODE
  }

  /**
   * A version needed of another library.
   *
   * @param library the SONAME that must have it; empty where the file's table is damaged
   * @param version the node's name
   * @param weak whether the loader carries on without it
   * @param symbols the symbols bound to it, in order
   */
  public record VersionNeed(String library, String version, boolean weak, List<String> symbols) {
    public VersionNeed {
      symbols = List.copyOf(symbols);
    }
  }

  /**
   * Traces of C++ in the names of symbols.
   *
   * @param imports the string type in what it needs: {@code cxx11}, {@code old}, {@code both}
   * @param exports the same in what it provides
   * @param libcxx the inline namespace of libc++ that it uses
   */
  public record Cxx(Optional<String> imports, Optional<String> exports, Optional<String> libcxx) {
    /** No trace. */
    public static final Cxx NONE = new Cxx(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The last part of the path. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
