package io.envprobe.libs.internal.inventory;

import io.envprobe.binaries.loader.Resolution;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
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
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The libraries that come before all others: {@code LD_PRELOAD}, {@code /etc/ld.so.preload} and the
 * auditing ones of {@code LD_AUDIT}; which file each is, and which library of the system it stands
 * before.
 */
public final class PreloadsProbe implements Probe {
  private static final String FILE = "/etc/ld.so.preload";

  @Override
  public String id() {
    return "loader.preloads";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(LibraryFacts.LOADER_PRELOADS);
  }

  @Override
  public Set<FactKey<?>> needs() {
    Set<FactKey<?>> keys = new HashSet<>(HostLoader.needs());
    keys.add(LibraryFacts.LIBC_PATH);
    keys.add(LibraryFacts.LIBC_NAME);
    return keys;
  }

  @Override
  public void probe(ProbeSession session) {
    Host host = session.host();
    Reading<String> libc = session.reading(LibraryFacts.LIBC_PATH);
    if (!(libc instanceof Reading.Present<String> path)
        || !(ElfProgram.open(host, path.value()) instanceof Outcome.Answer<ElfProgram> system)) {
      session.add(
          libc.isAbsent()
              ? Fact.absent(LibraryFacts.LOADER_PRELOADS)
              : Fact.unknown(
                  LibraryFacts.LOADER_PRELOADS,
                  UnknownCause.UNSUPPORTED,
                  "the system's loader is not known"));
      return;
    }
    HostLoader loader = HostLoader.of(host, session.needed());
    List<FactRecord> records = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    boolean glibc =
        session.reading(LibraryFacts.LIBC_NAME).asOptional().equals(Optional.of("glibc"));
    for (String variable : glibc ? List.of("LD_PRELOAD", "LD_AUDIT") : List.of("LD_PRELOAD")) {
      if (host.variable(variable) instanceof Outcome.Answer<String> value) {
        evidence.add(Evidence.variable(variable, value.value()));
        for (String name : value.value().split("[ :\t\n]+", -1)) {
          add(session, loader, system.value(), variable, name, records);
        }
      }
    }
    if (glibc && host.text(FILE) instanceof Outcome.Answer<String> text) {
      evidence.add(Evidence.file(FILE, text.value().strip()));
      for (String line : text.value().split("\n", -1)) {
        int comment = line.indexOf('#');
        String names = comment < 0 ? line : line.substring(0, comment);
        for (String name : names.split("[ :\t]+", -1)) {
          add(session, loader, system.value(), FILE, name, records);
        }
      }
    }
    session.add(
        new Fact<>(
            LibraryFacts.LOADER_PRELOADS, Reading.present(records), Origin.OBSERVED, evidence));
  }

  private static void add(
      ProbeSession session,
      HostLoader loader,
      ElfProgram system,
      String source,
      String name,
      List<FactRecord> records) {
    if (name.isEmpty()) {
      return;
    }
    FactRecord.Builder record = FactRecord.builder().put("name", name).put("source", source);
    Optional<Resolution.LoadedObject> object = loader.bare().object(name, system.file());
    if (object.isEmpty()) {
      records.add(record.put("found", false).build());
      session.add(
          new Finding(
              "loader.preload-missing",
              Severity.WARNING,
              source + " names " + name + ", which does not load: every program says so.",
              name,
              List.of(),
              "install it, or take it out of " + source));
      return;
    }
    String path = object.get().path().orElse(name);
    String real =
        session.host().realPath(path) instanceof Outcome.Answer<String> answer
            ? answer.value()
            : path;
    Optional<String> soname = object.get().file().orElseThrow().soname();
    record.put("found", true).put("path", path).put("real_path", real).put("soname", soname);
    Optional<String> hidden = hidden(session.host(), loader, system, soname, real);
    record.put("stands_before", hidden);
    records.add(record.build());
    session.add(
        new Finding(
            "loader.preload",
            Severity.WARNING,
            source
                + " loads "
                + real
                + " into every program"
                + (hidden.isPresent() ? ", where it replaces " + hidden.get() : "")
                + ".",
            name,
            List.of(),
            ""));
  }

  /** The library that programs would get under the same name, were it not for this one. */
  private static Optional<String> hidden(
      Host host, HostLoader loader, ElfProgram system, Optional<String> soname, String real) {
    if (soname.isEmpty()) {
      return Optional.empty();
    }
    Optional<Resolution.LoadedObject> usual = loader.bare().object(soname.get(), system.file());
    if (usual.isEmpty() || usual.get().path().isEmpty()) {
      return Optional.empty();
    }
    String path = usual.get().path().get();
    String file = host.realPath(path) instanceof Outcome.Answer<String> at ? at.value() : path;
    return file.equals(real) ? Optional.empty() : Optional.of(file);
  }
}
