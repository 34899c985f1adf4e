package io.envprobe.libs.internal.windows;

import io.envprobe.binaries.PeFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Origin;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Reading;
import io.envprobe.fact.RuntimeFacts;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostByteSource;
import io.envprobe.libs.internal.HostPath;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import io.envprobe.table.Table;
import io.envprobe.version.VersionSchemes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The C and C++ runtimes of Windows with their versions: those of the system, and those that the
 * Java machine brings in its own directory, which win inside of it.
 */
public final class WindowsRuntimesProbe implements Probe {
  private static final String SYSTEM = "system";
  private static final String JAVA = "java";

  @Override
  public String id() {
    return "windows.runtimes";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        RuntimeFacts.WINDOWS_RUNTIMES, RuntimeFacts.WINDOWS_UCRT, RuntimeFacts.WINDOWS_VC_RUNTIME);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(OsFacts.OS_NAME);
  }

  @Override
  public void probe(ProbeSession session) {
    Reading<String> system = session.reading(OsFacts.OS_NAME);
    if (!system.equals(Reading.present("windows"))) {
      for (FactKey<?> key : provides()) {
        session.add(
            system instanceof Reading.Unknown<String> unknown
                ? Fact.unknown(key, unknown.cause(), unknown.detail())
                : Fact.absent(key));
      }
      return;
    }
    Host host = session.host();
    List<FactRecord> records = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    add(host, HostPath.in(WindowsPlaces.windows(host), "System32"), SYSTEM, records, evidence);
    if (host.property("java.home") instanceof Outcome.Answer<String> home) {
      add(host, HostPath.in(home.value().replace('\\', '/'), "bin"), JAVA, records, evidence);
    }
    session.add(
        new Fact<>(
            RuntimeFacts.WINDOWS_RUNTIMES, Reading.present(records), Origin.OBSERVED, evidence));
    session.add(version(RuntimeFacts.WINDOWS_UCRT, "ucrtbase.dll", records));
    session.add(version(RuntimeFacts.WINDOWS_VC_RUNTIME, "vcruntime140.dll", records));
    compare(session, records);
  }

  private static Fact<String> version(
      FactKey<String> key, String library, List<FactRecord> records) {
    Optional<FactRecord> found = find(records, library, SYSTEM);
    if (found.isEmpty()) {
      return Fact.absent(key);
    }
    Optional<String> version = found.get().text("version");
    String path = found.get().text("path").orElse("");
    return version.isPresent()
        ? new Fact<>(
            key,
            Reading.present(version.get()),
            Origin.OBSERVED,
            List.of(Evidence.file(path, "version resource")))
        : Fact.unknown(key, UnknownCause.MALFORMED, path + " tells no version");
  }

  private static Optional<FactRecord> find(
      List<FactRecord> records, String library, String source) {
    return records.stream()
        .filter(record -> record.text("name").equals(Optional.of(library)))
        .filter(record -> record.text("source").equals(Optional.of(source)))
        .findFirst();
  }

  /** In a Java process its own copies win, also for what was built with a newer compiler. */
  private static void compare(ProbeSession session, List<FactRecord> records) {
    for (String library : new String[] {"vcruntime140.dll", "msvcp140.dll"}) {
      Optional<String> own = find(records, library, JAVA).flatMap(each -> each.text("version"));
      Optional<String> other = find(records, library, SYSTEM).flatMap(each -> each.text("version"));
      boolean older =
          own.isPresent()
              && other.isPresent()
              && VersionSchemes.LENIENT.compare(own.get(), other.get()) < 0;
      if (older) {
        session.add(
            new Finding(
                "windows.old-java-runtime",
                Severity.WARNING,
                "The Java machine brings "
                    + library
                    + " "
                    + own.get()
                    + ", and the system has "
                    + other.get()
                    + ": in a Java process the older one wins, and libraries built with a newer"
                    + " compiler may crash there.",
                library,
                List.of(),
                "use a Java release that brings a newer one"));
      }
    }
  }

  private static void add(
      Host host,
      String directory,
      String source,
      List<FactRecord> records,
      List<Evidence> evidence) {
    Table table = RuntimesTable.read();
    for (Table row : table.tables("runtimes")) {
      String path = HostPath.in(directory, row.text("dll"));
      if (HostByteSource.open(host, path) instanceof Outcome.Answer<HostByteSource> file) {
        Optional<String> version = version(file.value());
        evidence.add(Evidence.file(path, version.orElse("no version")));
        records.add(
            FactRecord.builder()
                .put("name", row.text("dll"))
                .put("source", source)
                .put("version", version)
                .put("path", path)
                .put("what", row.text("what"))
                .build());
      }
    }
  }

  private static Optional<String> version(HostByteSource file) {
    try {
      return PeFile.read(file) instanceof ReadResult.Read<PeFile> read
          ? read.value().version().map(PeFile.Version::file)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // The record then has no version.
    }
  }
}
