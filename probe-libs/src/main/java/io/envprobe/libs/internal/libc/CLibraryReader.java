package io.envprobe.libs.internal.libc;

import io.envprobe.binaries.GlibcBanner;
import io.envprobe.binaries.MuslVersion;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.ElfProgram;
import io.envprobe.libs.internal.HostPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows one loader path to its C library and reads what that file says of itself. Nothing is run.
 *
 * <p>A name proves little: {@code ld-linux-x86-64.so.2} may be a program of another C library that
 * imitates glibc, a stub, or a link to musl. glibc's own loader defines {@code GLIBC_} versions and
 * needs nothing; musl's loader is musl's libc and carries its version.
 */
final class CLibraryReader {
  private static final String GLIBC = "glibc";
  private static final String MUSL = "musl";

  private final Host host;
  private final LoaderTable table;
  private final String loader;
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private boolean derived;

  private CLibraryReader(Host host, LoaderTable table, String loader) {
    this.host = host;
    this.table = table;
    this.loader = loader;
  }

  /**
   * The C library that programs naming this loader run on.
   *
   * @param architecture of those programs; empty where the loader itself shall tell
   */
  static CLibrary behind(Host host, LoaderTable table, String loader, String architecture) {
    return new CLibraryReader(host, table, loader).read(architecture);
  }

  private CLibrary read(String programs) {
    String family = table.family(loader).orElse("");
    Outcome<ElfProgram> opened = ElfProgram.open(host, loader);
    if (!(opened instanceof Outcome.Answer<ElfProgram> answer)) {
      Outcome.Failure<ElfProgram> failure = (Outcome.Failure<ElfProgram>) opened;
      findings.add(
          failure.isNotFound()
              ? finding(
                  "libc.loader-missing",
                  "The loader " + loader + " that programs name is not there.",
                  loader)
              : unreadable(loader, failure));
      return family.equals(GLIBC)
          ? glibc(programs, false)
          : library(family, unknown(failure), unknown(failure), programs, false);
    }
    ElfProgram program = answer.value();
    String architecture = program.architecture();
    if (family.equals(GLIBC)) {
      if (program.file().highestDefined("GLIBC").isPresent()) {
        return glibc(architecture, false);
      }
      Optional<CLibrary> disguised = musl(program, true);
      if (disguised.isPresent()) {
        return disguised.get();
      }
      evidence.add(Evidence.file(loader, "defines no GLIBC version"));
      return glibc(architecture, true);
    }
    Optional<CLibrary> musl = musl(program, !family.equals(MUSL));
    if (musl.isPresent()) {
      return musl.get();
    }
    if (family.equals(MUSL)) {
      return packagedMusl(architecture);
    }
    return library(
        family,
        Reading.unknown(UnknownCause.UNSUPPORTED, "no rule tells the version of " + loader),
        realPath(loader),
        architecture,
        false);
  }

  private Optional<CLibrary> musl(ElfProgram program, boolean disguised) {
    try {
      Optional<MuslVersion> version = MuslVersion.find(program.source(), program.file());
      if (version.isEmpty()) {
        return Optional.empty();
      }
      evidence.add(Evidence.file(loader, "musl libc, version " + version.get().text()));
      if (disguised) {
        findings.add(
            finding("libc.disguised-musl", loader + " is musl under another name.", loader));
      }
      return Optional.of(
          library(
              MUSL,
              Reading.present(version.get().version()),
              realPath(loader),
              program.architecture(),
              false));
    } catch (IOException e) {
      findings.add(unreadable(loader, (Outcome.Failure<?>) ElfProgram.failed(loader, e)));
      return Optional.empty();
    }
  }

  private CLibrary packagedMusl(String architecture) {
    findings.add(
        finding("libc.no-banner", "The loader " + loader + " holds no version of musl.", loader));
    Reading<String> version = PackagedVersion.of(host, MUSL, evidence);
    derived = version.isPresent();
    return library(
        MUSL,
        derived ? version : Reading.unknown(UnknownCause.MALFORMED, loader + " holds no version"),
        realPath(loader),
        architecture,
        false);
  }

  private CLibrary glibc(String architecture, boolean shim) {
    Reading<String> failure = Reading.unknown(UnknownCause.MALFORMED, "no libc.so.6 was found");
    for (String directory : directories(architecture)) {
      String path = HostPath.in(directory, "libc.so.6");
      Outcome<ElfProgram> opened = ElfProgram.open(host, path);
      if (opened instanceof Outcome.Answer<ElfProgram> answer) {
        ElfProgram library = answer.value();
        if (architecture.isEmpty() || library.architecture().equals(architecture)) {
          return library(
              GLIBC, glibcVersion(library), realPath(path), library.architecture(), shim);
        }
      } else if (!opened.isNotFound()) {
        Outcome.Failure<ElfProgram> broken = (Outcome.Failure<ElfProgram>) opened;
        findings.add(unreadable(path, broken));
        failure = unknown(broken);
        break;
      }
    }
    Reading<String> version = shim ? failure : packagedGlibc(failure);
    return library(GLIBC, version, failure, architecture, shim);
  }

  /** A libc lies beside its loader; a fixed list of directories helps where the loader is gone. */
  private List<String> directories(String architecture) {
    List<String> directories = new ArrayList<>();
    if (host.realPath(loader) instanceof Outcome.Answer<String> real) {
      directories.add(HostPath.parent(real.value()));
    }
    directories.addAll(table.directories(architecture));
    return directories;
  }

  private Reading<String> glibcVersion(ElfProgram library) {
    Optional<String> defined = library.file().highestDefined("GLIBC");
    Reading<String> failure =
        Reading.unknown(UnknownCause.MALFORMED, library.path() + " holds no version");
    try {
      Optional<GlibcBanner> banner = GlibcBanner.find(library.source(), library.file());
      if (banner.isPresent()) {
        evidence.add(Evidence.file(library.path(), banner.get().text()));
        if (defined.isPresent() && isBelow(banner.get().version(), defined.get())) {
          findings.add(
              new Finding(
                  "libc.versions-disagree",
                  Severity.INFO,
                  library.path()
                      + " calls itself "
                      + banner.get().version()
                      + " and defines versions up to "
                      + defined.get()
                      + ".",
                  library.path(),
                  evidence,
                  ""));
        }
        return Reading.present(banner.get().version());
      }
      findings.add(
          finding("libc.no-banner", library.path() + " holds no version line.", library.path()));
    } catch (IOException e) {
      Outcome.Failure<?> broken = (Outcome.Failure<?>) ElfProgram.failed(library.path(), e);
      findings.add(unreadable(library.path(), broken));
      failure = unknown(broken);
    }
    Reading<String> packaged = packagedGlibc(failure);
    if (packaged.isPresent() || defined.isEmpty()) {
      return packaged;
    }
    derived = true;
    evidence.add(
        Evidence.file(library.path(), "defines GLIBC_" + defined.get() + ": that or higher"));
    return Reading.present(defined.get());
  }

  private Reading<String> packagedGlibc(Reading<String> otherwise) {
    Reading<String> version = PackagedVersion.of(host, GLIBC, evidence);
    derived = version.isPresent();
    return derived ? version : otherwise;
  }

  /** Whether the first of two versions, numbers with dots, is lower by its first two numbers. */
  private static boolean isBelow(String left, String right) {
    return key(left) < key(right);
  }

  private static long key(String version) {
    long key = 0;
    int at = 0;
    for (int part = 0; part < 2; part++) {
      long number = 0;
      while (at < version.length() && version.charAt(at) != '.') {
        number = Math.min(number * 10 + (version.charAt(at) - '0'), 999_999);
        at++;
      }
      at++;
      key = key * 1_000_000 + number;
    }
    return key;
  }

  private Reading<String> realPath(String path) {
    return host.realPath(path) instanceof Outcome.Answer<String> real
        ? Reading.present(real.value())
        : Reading.present(path);
  }

  private CLibrary library(
      String name,
      Reading<String> version,
      Reading<String> path,
      String architecture,
      boolean shim) {
    return new CLibrary(
        name, version, derived, path, architecture, loader, shim, evidence, findings);
  }

  private static Reading<String> unknown(Outcome.Failure<?> failure) {
    UnknownCause cause = failure.isNotFound() ? UnknownCause.MALFORMED : failure.kind().cause();
    return Reading.unknown(cause, failure.detail());
  }

  private static Finding finding(String rule, String message, String subject) {
    return new Finding(rule, Severity.WARNING, message, subject, List.of(), "");
  }

  private static Finding unreadable(String path, Outcome.Failure<?> failure) {
    return finding("host.unreadable-file", failure.detail(), path);
  }
}
