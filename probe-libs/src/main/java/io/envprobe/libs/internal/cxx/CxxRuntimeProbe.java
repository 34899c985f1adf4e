package io.envprobe.libs.internal.cxx;

import io.envprobe.binaries.ElfFile;
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
import io.envprobe.libs.internal.HostPath;
import io.envprobe.libs.internal.libc.LoaderTable;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The C++ library that a program of the system would get, by the versions that it defines. */
public final class CxxRuntimeProbe implements Probe {
  private static final String SONAME = "libstdc++.so.6";

  @Override
  public String id() {
    return "libstdcxx";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        LibraryFacts.LIBSTDCXX_GLIBCXX,
        LibraryFacts.LIBSTDCXX_CXXABI,
        LibraryFacts.LIBSTDCXX_GCC,
        LibraryFacts.LIBSTDCXX_PATH);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(LibraryFacts.LIBC_PATH);
  }

  @Override
  public void probe(ProbeSession session) {
    Host host = session.host();
    Reading<String> libc = session.reading(LibraryFacts.LIBC_PATH);
    if (!(libc instanceof Reading.Present<String> path)) {
      Reading<String> reading =
          libc.isAbsent()
              ? Reading.absent()
              : Reading.unknown(UnknownCause.UNSUPPORTED, "the C library is not known");
      record(session, reading, reading, reading, reading, List.of());
      return;
    }
    String architecture =
        ElfProgram.open(host, path.value()) instanceof Outcome.Answer<ElfProgram> answer
            ? answer.value().architecture()
            : "";
    List<Evidence> looked = new ArrayList<>();
    for (String directory : directories(host, path.value(), architecture)) {
      String candidate = HostPath.in(directory, SONAME);
      Outcome<ElfProgram> opened = ElfProgram.open(host, candidate);
      if (opened instanceof Outcome.Answer<ElfProgram> answer) {
        if (architecture.isEmpty() || answer.value().architecture().equals(architecture)) {
          found(session, candidate, answer.value().file());
          return;
        }
        looked.add(Evidence.file(candidate, "for " + answer.value().architecture()));
      } else if (opened.isNotFound()) {
        looked.add(Evidence.file(candidate, "not there"));
      } else {
        broken(session, candidate, (Outcome.Failure<ElfProgram>) opened);
        return;
      }
    }
    record(session, Reading.absent(), Reading.absent(), Reading.absent(), Reading.absent(), looked);
  }

  private static List<String> directories(Host host, String libc, String architecture) {
    List<String> directories = new ArrayList<>();
    if (host.variable("LD_LIBRARY_PATH") instanceof Outcome.Answer<String> value) {
      for (String directory : value.value().split(":", -1)) {
        if (HostPath.isAbsolute(directory)) {
          directories.add(directory);
        }
      }
    }
    directories.add(HostPath.parent(libc));
    directories.addAll(LoaderTable.read().directories(architecture));
    return directories;
  }

  private static void found(ProbeSession session, String path, ElfFile file) {
    Optional<String> glibcxx = file.highestDefined("GLIBCXX");
    Optional<String> cxxabi = file.highestDefined("CXXABI");
    List<Evidence> evidence =
        List.of(
            Evidence.file(
                path, "GLIBCXX_" + glibcxx.orElse("?") + ", CXXABI_" + cxxabi.orElse("?")));
    Reading<String> none =
        Reading.unknown(UnknownCause.MALFORMED, path + " defines no such version");
    String real =
        session.host().realPath(path) instanceof Outcome.Answer<String> answer
            ? answer.value()
            : path;
    record(
        session,
        glibcxx.isPresent() ? Reading.present(glibcxx.get()) : none,
        cxxabi.isPresent() ? Reading.present(cxxabi.get()) : none,
        glibcxx.isPresent() ? GccTable.read().first(glibcxx.get()) : none,
        Reading.present(real),
        evidence);
  }

  private static void broken(
      ProbeSession session, String path, Outcome.Failure<ElfProgram> failure) {
    Reading<String> unknown = Reading.unknown(failure.kind().cause(), failure.detail());
    session.add(
        new Finding(
            "host.unreadable-file", Severity.WARNING, failure.detail(), path, List.of(), ""));
    record(session, unknown, unknown, unknown, unknown, List.of());
  }

  private static void record(
      ProbeSession session,
      Reading<String> glibcxx,
      Reading<String> cxxabi,
      Reading<String> gcc,
      Reading<String> path,
      List<Evidence> evidence) {
    session.add(new Fact<>(LibraryFacts.LIBSTDCXX_GLIBCXX, glibcxx, Origin.OBSERVED, evidence));
    session.add(new Fact<>(LibraryFacts.LIBSTDCXX_CXXABI, cxxabi, Origin.OBSERVED, evidence));
    session.add(
        new Fact<>(
            LibraryFacts.LIBSTDCXX_GCC,
            gcc,
            gcc.isPresent() ? Origin.DERIVED : Origin.OBSERVED,
            evidence));
    session.add(new Fact<>(LibraryFacts.LIBSTDCXX_PATH, path, Origin.OBSERVED, evidence));
  }
}
