package io.envprobe.libs.internal.windows;

import io.envprobe.binaries.PeFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Reading;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostByteSource;
import io.envprobe.libs.internal.HostPath;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import io.envprobe.table.Table;
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
  @Override
  public String id() {
    return "windows.runtimes";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(LibraryFacts.WINDOWS_RUNTIMES);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(OsFacts.OS_NAME);
  }

  @Override
  public void probe(ProbeSession session) {
    Reading<String> system = session.reading(OsFacts.OS_NAME);
    if (!system.equals(Reading.present("windows"))) {
      session.add(
          system instanceof Reading.Unknown<String> unknown
              ? Fact.unknown(LibraryFacts.WINDOWS_RUNTIMES, unknown.cause(), unknown.detail())
              : Fact.absent(LibraryFacts.WINDOWS_RUNTIMES));
      return;
    }
    Host host = session.host();
    List<FactRecord> records = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    add(host, system(host), "system", records, evidence);
    if (host.property("java.home") instanceof Outcome.Answer<String> home) {
      add(host, HostPath.in(home.value().replace('\\', '/'), "bin"), "java", records, evidence);
    }
    session.add(
        new Fact<>(
            LibraryFacts.WINDOWS_RUNTIMES, Reading.present(records), Origin.OBSERVED, evidence));
  }

  /** An image has no drive and no variables. */
  private static String system(Host host) {
    Optional<String> root = host.variable("SystemRoot").answer();
    if (root.isPresent()) {
      return HostPath.in(root.get().replace('\\', '/'), "System32");
    }
    String inImage = "/Windows/System32";
    return host.status(inImage) instanceof Outcome.Answer<?> ? inImage : "C:/Windows/System32";
  }

  private static void add(
      Host host,
      String directory,
      String source,
      List<FactRecord> records,
      List<Evidence> evidence) {
    Table table = Table.read(WindowsRuntimesProbe.class.getResourceAsStream("runtimes.table"));
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
