package io.envprobe.libs.internal.libc;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.ElfProgram;
import io.envprobe.libs.internal.HostPath;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The C library that this Java machine runs on, which need not be the system's: a Java machine
 * built for musl runs on a glibc system that has musl's loader.
 *
 * <p>The executable's loader tells first; the mapped files and the Java machine's own {@code
 * release} file (member LIBC, since JDK 16) confirm or contradict.
 */
public final class ProcessLibcProbe implements Probe {
  private static final String EXECUTABLE = "/proc/self/exe";
  private static final String MAPS = "/proc/self/maps";

  @Override
  public String id() {
    return "libc.process";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(LibraryFacts.LIBC_PROCESS);
  }

  @Override
  public void probe(ProbeSession session) {
    Host host = session.host();
    List<Evidence> evidence = new ArrayList<>();
    String executable =
        host.realPath(EXECUTABLE) instanceof Outcome.Answer<String> real
            ? real.value()
            : EXECUTABLE;
    Outcome<ElfProgram> opened = ElfProgram.open(host, executable);
    if (!(opened instanceof Outcome.Answer<ElfProgram> answer)) {
      Outcome.Failure<ElfProgram> failure = (Outcome.Failure<ElfProgram>) opened;
      boolean absent =
          failure.isNotFound()
              || (failure.kind() == FailureKind.WRONG_TYPE && !executable.equals(EXECUTABLE));
      session.add(
          absent
              ? Fact.absent(LibraryFacts.LIBC_PROCESS, Evidence.file(executable, failure.detail()))
              : Fact.unknown(LibraryFacts.LIBC_PROCESS, failure.kind().cause(), failure.detail()));
      return;
    }
    LoaderTable table = LoaderTable.read();
    Optional<String> loader = loader(table, answer.value());
    if (loader.isEmpty()) {
      evidence.add(Evidence.file(EXECUTABLE, "static"));
      FactRecord none =
          FactRecord.builder()
              .put("name", "none")
              .put("arch", answer.value().architecture())
              .put("static", true)
              .build();
      session.add(
          new Fact<>(
              LibraryFacts.LIBC_PROCESS,
              Reading.present(List.of(none)),
              Origin.OBSERVED,
              evidence));
      return;
    }
    evidence.add(Evidence.file(EXECUTABLE, "loader " + loader.get()));
    CLibrary library =
        CLibraryReader.behind(host, table, loader.get(), answer.value().architecture());
    evidence.addAll(library.evidence());
    for (Finding finding : library.findings()) {
      session.add(finding);
    }
    confirm(session, table, library, evidence);
    session.add(
        new Fact<>(
            LibraryFacts.LIBC_PROCESS,
            Reading.present(List.of(library.record())),
            Origin.OBSERVED,
            evidence));
  }

  /** A Java machine may have been started through the loader, which then is the executable. */
  private static Optional<String> loader(LoaderTable table, ElfProgram program) {
    return table.family(program.path()).isPresent()
        ? Optional.of(program.path())
        : program.file().interpreter();
  }

  private static void confirm(
      ProbeSession session, LoaderTable table, CLibrary library, List<Evidence> evidence) {
    Host host = session.host();
    String mapped =
        host.text(MAPS) instanceof Outcome.Answer<String> maps
            ? mappedLibrary(maps.value(), table)
            : "";
    if (!mapped.isEmpty()) {
      evidence.add(Evidence.file(MAPS, mapped));
      String family = familyOfFile(mapped, table);
      if (!family.equals(library.name())) {
        disagree(session, MAPS + " shows " + mapped, library);
      }
    }
    if (host.property("java.home") instanceof Outcome.Answer<String> home
        && host.text(HostPath.in(home.value(), "release")) instanceof Outcome.Answer<String> text) {
      String built = releaseLibc(text.value());
      if (!built.isEmpty()) {
        evidence.add(Evidence.file(HostPath.in(home.value(), "release"), "LIBC=" + built));
        if (!built.equals("default") && !library.name().equals(familyOfRelease(built))) {
          disagree(session, "the release file of the Java machine says LIBC=" + built, library);
        }
      }
    }
  }

  private static void disagree(ProbeSession session, String claim, CLibrary library) {
    session.add(
        new Finding(
            "libc.sources-disagree",
            Severity.WARNING,
            "The loader of this process is " + library.loader() + ", but " + claim + ".",
            LibraryFacts.LIBC_PROCESS.name(),
            List.of(),
            ""));
  }

  /** The first mapped file that is a C library, as far as its name tells. */
  static String mappedLibrary(String maps, LoaderTable table) {
    int start = 0;
    while (start < maps.length()) {
      int end = maps.indexOf('\n', start);
      if (end < 0) {
        end = maps.length();
      }
      int slash = maps.indexOf('/', start);
      if (slash >= 0 && slash < end) {
        String path = maps.substring(slash, end);
        if (!familyOfFile(path, table).isEmpty() && !HostPath.name(path).startsWith("ld-linux")) {
          return path;
        }
      }
      start = end + 1;
    }
    return "";
  }

  private static String familyOfFile(String path, LoaderTable table) {
    String name = HostPath.name(path);
    if (name.startsWith("libc.so.6") || name.startsWith("libc-2.")) {
      return "glibc";
    }
    if (name.startsWith("ld-musl-") || path.contains("-linux-musl/libc.so")) {
      return "musl";
    }
    return table.family(path).orElse("");
  }

  static String releaseLibc(String text) {
    String member = "LIBC=\"";
    int at = text.startsWith(member) ? 0 : text.indexOf("\n" + member) + 1;
    if (at == 0 && !text.startsWith(member)) {
      return "";
    }
    int end = text.indexOf('"', at + member.length());
    return end < 0 ? "" : text.substring(at + member.length(), end);
  }

  private static String familyOfRelease(String built) {
    return built.equals("gnu") ? "glibc" : built;
  }
}
