package io.envprobe.libs.internal.cxx;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfHeader;
import io.envprobe.binaries.loader.Resolution;
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
import io.envprobe.libs.HostLoader;
import io.envprobe.libs.internal.ElfProgram;
import io.envprobe.libs.internal.libc.LoaderCache;
import io.envprobe.libs.internal.libc.LoaderTable;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.HashSet;
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
    Set<FactKey<?>> keys = new HashSet<>(HostLoader.needs());
    keys.add(LibraryFacts.LIBC_NAME);
    keys.add(LibraryFacts.LIBC_PATH);
    return keys;
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
    if (isFoundByCache(session, path.value())) {
      return;
    }
    Outcome<ElfProgram> system = ElfProgram.open(host, path.value());
    if (!(system instanceof Outcome.Answer<ElfProgram> answer)) {
      Outcome.Failure<ElfProgram> failure = (Outcome.Failure<ElfProgram>) system;
      broken(session, path.value(), failure.kind().cause(), failure.detail());
      return;
    }
    Optional<Resolution> resolution =
        HostLoader.of(host, session.needed()).open(SONAME, answer.value().file());
    if (resolution.isEmpty()) {
      broken(session, path.value(), UnknownCause.UNSUPPORTED, "no known loader is there");
      return;
    }
    List<Evidence> looked = new ArrayList<>();
    for (Resolution.Search search : resolution.get().searches()) {
      if (search.name().equals(SONAME)) {
        for (Resolution.Step step : search.steps()) {
          looked.add(new Evidence("loader", step.source(), String.join(" ", step.directories())));
        }
      }
    }
    for (Resolution.LoadedObject object : resolution.get().objects()) {
      if (object.name().equals(SONAME) && object.file().isPresent()) {
        found(session, object.path().orElse(""), object.via(), object.file().get());
        return;
      }
    }
    if (resolution.get().missingLibraries().isEmpty() && !resolution.get().errors().isEmpty()) {
      broken(session, SONAME, UnknownCause.MALFORMED, resolution.get().errors().get(0));
      return;
    }
    Reading<String> absent = Reading.absent();
    record(session, absent, absent, absent, absent, looked);
  }

  /** On most machines the cache alone decides, and a small part of the loader's code is enough. */
  private static boolean isFoundByCache(ProbeSession session, String libcPath) {
    Host host = session.host();
    if (!(session.reading(LibraryFacts.LIBC_NAME) instanceof Reading.Present<String> libc)
        || !libc.value().equals("glibc")
        || !(ElfProgram.openHeaders(host, libcPath) instanceof Outcome.Answer<ElfProgram> answer)) {
      return false;
    }
    ElfHeader system = answer.value().file().header();
    int flags = LoaderTable.read().cacheFlags(system.architecture().orElse(""));
    Optional<String> path = LoaderCache.pathByCacheAlone(host, SONAME, flags);
    if (path.isPresent()
        && ElfProgram.open(host, path.get()) instanceof Outcome.Answer<ElfProgram> library
        && library.value().file().header().bits() == system.bits()
        && library.value().file().header().machine() == system.machine()) {
      found(session, path.get(), "cache", library.value().file());
      return true;
    }
    return false;
  }

  private static void found(ProbeSession session, String path, String via, ElfFile file) {
    Optional<String> glibcxx = file.highestDefined("GLIBCXX");
    Optional<String> cxxabi = file.highestDefined("CXXABI");
    List<Evidence> evidence =
        List.of(
            Evidence.file(
                path, via + ": GLIBCXX_" + glibcxx.orElse("?") + ", CXXABI_" + cxxabi.orElse("?")));
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
        glibcxx.isPresent() ? GccReleases.read().first(glibcxx.get()) : none,
        Reading.present(real),
        evidence);
  }

  private static void broken(
      ProbeSession session, String subject, UnknownCause cause, String detail) {
    Reading<String> unknown = Reading.unknown(cause, detail);
    session.add(
        new Finding("host.unreadable-file", Severity.WARNING, detail, subject, List.of(), ""));
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
