package io.envprobe.binaries;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an ELF file needs of the C and C++ libraries that it meets at run time, from the file alone.
 *
 * @param libc the C library that it was linked against
 * @param glibc the highest version of glibc needed that the loader insists on
 * @param weakGlibc the highest one needed weakly
 * @param glibcSymbols the symbols bound to {@code glibc}
 * @param glibcxx the highest {@code GLIBCXX} version of libstdc++
 * @param cxxabi the highest {@code CXXABI} version of libstdc++
 * @param gcc the highest {@code GCC} version of libgcc_s
 * @param glibcPrivate whether it needs the internals of one very build of glibc
 * @param glibcAbiNodes needed versions such as {@code GLIBC_ABI_DT_RELR}, which mark features
 * @param unannouncedRelr whether it has packed relocations, needs glibc, and does not say so: glibc
 *     since 2.36 refuses the file, an older one crashes
 * @param cxx what the undefined symbols tell of the C++ library
 */
public record ElfRequirements(
    Libc libc,
    Optional<String> glibc,
    Optional<String> weakGlibc,
    List<String> glibcSymbols,
    Optional<String> glibcxx,
    Optional<String> cxxabi,
    Optional<String> gcc,
    boolean glibcPrivate,
    List<String> glibcAbiNodes,
    boolean unannouncedRelr,
    CxxAbi cxx) {

  public ElfRequirements {
    glibcSymbols = List.copyOf(glibcSymbols);
    glibcAbiNodes = List.copyOf(glibcAbiNodes);
  }

  /** The C library that a file was linked against, as far as the file tells. */
  public enum Libc {
    GLIBC,
    MUSL,
    BIONIC,
    /** Nothing in the file names one: it is static, or leaves that to what loads it. */
    NONE,
    /** The file names two. */
    CONFLICT
  }

  private static final String GLIBC_PREFIX = "GLIBC_";

  /**
   * The requirements of a file.
   *
   * @param undefined its undefined symbols; none where they could not be read
   */
  public static ElfRequirements of(ElfFile file, List<ElfSymbol> undefined) {
    Optional<String> glibc = file.highestNeeded("GLIBC");
    Optional<String> node = glibc.map(version -> GLIBC_PREFIX + version);
    List<String> abiNodes =
        strongVersions(file).filter(name -> name.startsWith("GLIBC_ABI_")).distinct().toList();
    return new ElfRequirements(
        libc(file),
        glibc,
        file.highestNeeded("GLIBC", true),
        undefined.stream()
            .filter(symbol -> node.isPresent() && symbol.version().equals(node))
            .map(ElfSymbol::name)
            .toList(),
        file.highestNeeded("GLIBCXX"),
        file.highestNeeded("CXXABI"),
        file.highestNeeded("GCC"),
        strongVersions(file).anyMatch("GLIBC_PRIVATE"::equals),
        abiNodes,
        file.dynamic().filter(ElfDynamic::hasRelr).isPresent()
            && file.needed().stream().anyMatch(name -> name.startsWith("libc.so."))
            && !abiNodes.contains("GLIBC_ABI_DT_RELR"),
        CxxAbi.of(undefined.stream().map(ElfSymbol::name)));
  }

  private static Stream<String> strongVersions(ElfFile file) {
    return file.versionNeeds().stream()
        .flatMap(need -> need.versions().stream())
        .filter(version -> !version.isWeak())
        .map(ElfVersionNeed.Version::name);
  }

  private static Libc libc(ElfFile file) {
    String interpreter = file.interpreter().orElse("");
    boolean android =
        interpreter.startsWith("/system/bin/linker")
            || file.notes().stream().anyMatch(note -> note.owner().equals("Android"));
    boolean bareLibc = file.needed().contains("libc.so");
    boolean glibc =
        file.needed().contains("libc.so.6")
            || file.needed().contains("libc.so.6.1")
            || interpreter.contains("/ld-linux")
            || interpreter.contains("/ld64.so.")
            || interpreter.endsWith("/ld.so.1")
            || strongVersions(file).anyMatch(name -> name.startsWith(GLIBC_PREFIX));
    boolean musl =
        interpreter.contains("/ld-musl-")
            || file.needed().stream().anyMatch(name -> name.startsWith("libc.musl-"))
            || (bareLibc && !android);
    if ((glibc ? 1 : 0) + (musl ? 1 : 0) + (android ? 1 : 0) > 1) {
      return Libc.CONFLICT;
    }
    if (glibc) {
      return Libc.GLIBC;
    }
    if (musl) {
      return Libc.MUSL;
    }
    return android ? Libc.BIONIC : Libc.NONE;
  }
}
