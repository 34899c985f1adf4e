package io.envprobe.binaries.audit;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfRequirements;
import io.envprobe.binaries.ElfSymbol;
import java.util.List;
import java.util.Optional;

/**
 * The lowest {@code manylinux} platform on which a file finds all it needs outside of itself, and
 * what stands in the way besides.
 *
 * @param blockers why no platform is enough; empty where the file is portable
 * @param limits what some systems of the platform refuse
 * @param externalLibraries the libraries needed that no platform promises
 * @param platform the glibc version of the platform, {@code 2.28}; empty for a file that needs
 *     another C library, or an architecture without platforms
 * @param decidedBy what raised the platform above the architecture's lowest: a version ({@code
 *     GLIBC_2.34}), a library or a symbol
 * @param architecture as platform tags spell it
 */
public record Portability(
    List<Issue> blockers,
    List<Issue> limits,
    List<String> externalLibraries,
    Optional<String> platform,
    List<String> decidedBy,
    String architecture) {

  public Portability {
    blockers = List.copyOf(blockers);
    limits = List.copyOf(limits);
    externalLibraries = List.copyOf(externalLibraries);
    decidedBy = List.copyOf(decidedBy);
  }

  /**
   * Something that stands in the way.
   *
   * @param subject the library, version or value that it is about; may be empty
   */
  public record Issue(Kind kind, String subject) {
    /** The stable name, with the subject after a colon. */
    public String code() {
      return subject.isEmpty() ? kind.name() : kind.name() + ":" + subject;
    }
  }

  /** Kinds of issues. */
  public enum Kind {
    /** The file names two C libraries. */
    CONFLICTING_LIBC,
    /** A library needed is promised by no platform. */
    EXTERNAL_LIB,
    /** It needs the internals of one very build of glibc. */
    GLIBC_PRIVATE,
    /** The platform's processors need not have the level that the loader would check. */
    X86_64_LEVEL,
    /** Floating-point values are passed otherwise than on the platform. */
    FLOAT_ABI,
    /** It is no program and no library. */
    NOT_LOADABLE_TYPE,
    /** Packed relocations without the version that announces them: glibc refuses or crashes. */
    UNANNOUNCED_RELR,
    /** A symbol that no platform promises, though it promises the library. */
    UNPROMISED_SYMBOL,
    /** A version newer than every known platform. */
    BEYOND_KNOWN_POLICIES,
    /** glibc 2.41 and later refuse to open a library with an executable stack. */
    EXECUTABLE_STACK,
    /** glibc 2.35 and earlier refuse the file on an older kernel. */
    KERNEL
  }

  /** Whether nothing stands in the way. */
  public boolean portable() {
    return blockers.isEmpty();
  }

  /** The platform tag; empty where there is no platform. */
  public Optional<String> tag() {
    return platform.map(version -> "manylinux_" + version.replace('.', '_') + "_" + architecture);
  }

  /**
   * Judges a file.
   *
   * @param undefined its undefined symbols
   */
  public static Portability of(
      ElfFile file,
      ElfRequirements requirements,
      List<ElfSymbol> undefined,
      PlatformPolicies policies) {
    return new PortabilityCheck(file, requirements, undefined, policies).check();
  }
}
