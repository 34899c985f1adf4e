package io.envprobe.libs.internal.libc;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.ElfProgram;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The C library of the system: the one that its own programs name as their loader.
 *
 * <p>Programs decide, not libraries that happen to lie around: musl's loader is installed on many
 * glibc systems and glibc's on many musl systems. Static programs decide nothing. Where no program
 * is left to ask, as in minimal images, the only C library found is it.
 */
public final class SystemLibcProbe implements Probe {
  private static final String[] PROGRAMS = {
    "/bin/sh", "/usr/bin/env", "/bin/ls", "/bin/busybox", "/usr/bin/sh", "/system/bin/sh"
  };

  @Override
  public String id() {
    return "libc";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(LibraryFacts.LIBC_NAME, LibraryFacts.LIBC_VERSION, LibraryFacts.LIBC_PATH);
  }

  @Override
  public void probe(ProbeSession session) {
    Host host = session.host();
    Optional<Evidence> foreign = foreignSystem(host);
    if (foreign.isPresent()) {
      record(session, Reading.absent(), List.of(foreign.get()));
      return;
    }
    LoaderTable table = LoaderTable.read();
    List<Evidence> looked = new ArrayList<>();
    boolean asked = false;
    for (String program : PROGRAMS) {
      Outcome<ElfProgram> opened = ElfProgram.open(host, program);
      if (opened instanceof Outcome.Answer<ElfProgram> answer) {
        asked = true;
        Optional<String> loader = answer.value().file().interpreter();
        if (loader.isPresent() && table.family(loader.get()).isPresent()) {
          Evidence named = Evidence.file(program, "PT_INTERP " + loader.get());
          record(
              session,
              CLibraryReader.behind(host, table, loader.get(), answer.value().architecture()),
              List.of(named));
          return;
        }
        looked.add(Evidence.file(program, loader.orElse("static")));
      } else {
        Outcome.Failure<ElfProgram> failure = (Outcome.Failure<ElfProgram>) opened;
        looked.add(Evidence.file(program, failure.detail()));
        if (!failure.isNotFound()) {
          session.add(
              new Finding(
                  "host.unreadable-file",
                  Severity.WARNING,
                  failure.detail(),
                  program,
                  List.of(),
                  ""));
        }
      }
    }
    withoutPrograms(session, table, asked, looked);
  }

  private static void withoutPrograms(
      ProbeSession session, LoaderTable table, boolean asked, List<Evidence> looked) {
    Map<String, CLibrary> families = new LinkedHashMap<>();
    for (CLibrary library : InstalledLibcs.all(session.host(), table)) {
      if (!library.shim()) {
        families.putIfAbsent(library.name(), library);
      }
    }
    if (families.size() == 1) {
      List<Evidence> evidence = new ArrayList<>();
      evidence.add(
          Evidence.rule("the only C library of a system without programs that name one", ""));
      evidence.addAll(looked);
      record(session, families.values().iterator().next(), evidence);
    } else if (families.isEmpty() && asked) {
      session.add(
          new Fact<>(LibraryFacts.LIBC_NAME, Reading.present("none"), Origin.OBSERVED, looked));
      session.add(new Fact<>(LibraryFacts.LIBC_VERSION, Reading.absent(), Origin.OBSERVED, looked));
      session.add(new Fact<>(LibraryFacts.LIBC_PATH, Reading.absent(), Origin.OBSERVED, looked));
    } else {
      Reading<String> unknown =
          families.isEmpty()
              ? Reading.unknown(
                  UnknownCause.UNSUPPORTED, "no program that names a loader, and no known loader")
              : Reading.unknown(
                  UnknownCause.CONFLICTING,
                  "no program that names a loader, and C libraries of several families: "
                      + String.join(", ", families.keySet()));
      record(session, unknown, looked);
    }
  }

  private static Optional<Evidence> foreignSystem(Host host) {
    if (host.property("os.name") instanceof Outcome.Answer<String> name
        && (name.value().startsWith("Windows") || name.value().startsWith("Mac"))) {
      return Optional.of(new Evidence("property", "os.name", name.value()));
    }
    return Optional.empty();
  }

  private static void record(ProbeSession session, CLibrary library, List<Evidence> first) {
    List<Evidence> evidence = new ArrayList<>(first);
    evidence.addAll(library.evidence());
    Reading<String> name =
        library.shim()
            ? Reading.unknown(
                UnknownCause.CONFLICTING,
                library.loader() + " is named like " + library.name() + "'s loader and is not it")
            : Reading.present(library.name());
    session.add(new Fact<>(LibraryFacts.LIBC_NAME, name, Origin.OBSERVED, evidence));
    session.add(
        new Fact<>(
            LibraryFacts.LIBC_VERSION,
            library.shim() ? name : library.version(),
            library.derived() ? Origin.DERIVED : Origin.OBSERVED,
            evidence));
    session.add(
        new Fact<>(LibraryFacts.LIBC_PATH, library.path(), Origin.OBSERVED, library.evidence()));
    for (Finding finding : library.findings()) {
      session.add(finding);
    }
  }

  private static void record(
      ProbeSession session, Reading<String> reading, List<Evidence> evidence) {
    session.add(new Fact<>(LibraryFacts.LIBC_NAME, reading, Origin.OBSERVED, evidence));
    session.add(new Fact<>(LibraryFacts.LIBC_VERSION, reading, Origin.OBSERVED, evidence));
    session.add(new Fact<>(LibraryFacts.LIBC_PATH, reading, Origin.OBSERVED, evidence));
  }
}
