package io.envprobe.artifact.internal;

import io.envprobe.artifact.KnownPlatform;
import io.envprobe.artifact.NativeFile;
import io.envprobe.artifact.Portability;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what a known platform lacks for a file. */
public final class PlatformCheck {
  private static final int FEW = 8;

  private final KnownPlatform platform;
  private final NativeFile file;
  private final List<Finding> findings = new ArrayList<>();

  private PlatformCheck(KnownPlatform platform, NativeFile file) {
    this.platform = platform;
    this.file = file;
  }

  /** Whether a text can be a release of musl. */
  public static boolean isRelease(String text) {
    return VersionNumber.isNumeric(text);
  }

  /** As {@link KnownPlatform#missing}. */
  public static List<Finding> missing(KnownPlatform platform, NativeFile file) {
    PlatformCheck check = new PlatformCheck(platform, file);
    if (file.format() == NativeFile.Format.ELF) {
      check.run();
    } else {
      check.report(Severity.ERROR, "against.format", "is not for Linux");
    }
    return check.findings;
  }

  private void run() {
    Optional<Profile> profile = platform.profile(file.architecture());
    Optional<String> libc =
        platform.muslRelease().isPresent()
            ? Optional.of("musl")
            : known(profile, LibraryFacts.LIBC_NAME);
    Optional<String> version =
        platform.muslRelease().or(() -> known(profile, LibraryFacts.LIBC_VERSION));
    if (libc.isEmpty() || version.isEmpty()) {
      report(
          Severity.WARNING,
          "against.unknown",
          "is for " + file.architecture() + ", for which " + platform.name() + " is not known");
      return;
    }
    String own = file.libc().orElse(libc.get());
    if (!own.equals(libc.get())) {
      report(
          Severity.ERROR,
          "against.libc",
          "is for " + own + ", and " + platform.name() + " has " + libc.get());
      return;
    }
    if (libc.get().equals("musl")) {
      musl(version.get());
      return;
    }
    for (NativeFile.VersionNeed need : file.versions()) {
      if (!need.weak()) {
        node(need, "GLIBC_", version);
        node(need, "GLIBCXX_", known(profile, LibraryFacts.LIBSTDCXX_GLIBCXX));
        node(need, "CXXABI_", known(profile, LibraryFacts.LIBSTDCXX_CXXABI));
      }
    }
  }

  private void node(NativeFile.VersionNeed need, String prefix, Optional<String> offered) {
    if (!need.version().startsWith(prefix) || offered.isEmpty()) {
      return;
    }
    Optional<String> wanted = VersionNumber.ofNode(need.version());
    if (wanted.isPresent() && VersionNumber.compare(wanted.get(), offered.get()) > 0) {
      List<String> symbols = need.symbols();
      String more = symbols.size() > FEW ? " and " + (symbols.size() - FEW) + " more" : "";
      report(
          Severity.ERROR,
          "against.missing-version",
          "needs "
              + need.version()
              + " of "
              + need.library()
              + ", and "
              + platform.name()
              + " has "
              + prefix
              + offered.get()
              + (symbols.isEmpty()
                  ? ""
                  : " (for "
                      + String.join(", ", symbols.subList(0, Math.min(FEW, symbols.size())))
                      + more
                      + ")"));
    }
  }

  private void musl(String offered) {
    for (String decision : file.portability().map(Portability::decidedBy).orElse(List.of())) {
      if (decision.startsWith(MuslReleases.DECISION)) {
        String[] parts = decision.substring(MuslReleases.DECISION.length()).split(":", 2);
        if (VersionNumber.compare(parts[0], offered) > 0) {
          report(
              Severity.ERROR,
              "against.missing-symbol",
              "needs " + parts[parts.length - 1] + ", which musl has since " + parts[0]);
        }
      }
    }
  }

  private static Optional<String> known(Optional<Profile> profile, FactKey<String> key) {
    return profile.isPresent()
            && profile.get().reading(key) instanceof Reading.Present<String> found
        ? Optional.of(found.value())
        : Optional.empty();
  }

  private void report(Severity severity, String rule, String message) {
    findings.add(Findings.of(rule, severity, file.path(), message, ""));
  }
}
