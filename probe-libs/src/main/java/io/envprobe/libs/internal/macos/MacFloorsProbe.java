package io.envprobe.libs.internal.macos;

import io.envprobe.binaries.MachOFile;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Origin;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Reading;
import io.envprobe.fact.RuntimeFacts;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostByteSource;
import io.envprobe.libs.internal.HostPath;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The oldest macOS that the Java machine and the Python interpreter are built for: what they load
 * may ask for as much, and wheels of that interpreter are tagged by it.
 */
public final class MacFloorsProbe implements Probe {
  @Override
  public String id() {
    return "macos.floors";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(RuntimeFacts.MACOS_FLOORS);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(OsFacts.OS_NAME, PythonFacts.PYTHON_PATH);
  }

  @Override
  public void probe(ProbeSession session) {
    Reading<String> system = session.reading(OsFacts.OS_NAME);
    if (!system.equals(Reading.present("macos"))) {
      session.add(
          system instanceof Reading.Unknown<String> unknown
              ? Fact.unknown(RuntimeFacts.MACOS_FLOORS, unknown.cause(), unknown.detail())
              : Fact.absent(RuntimeFacts.MACOS_FLOORS));
      return;
    }
    Host host = session.host();
    List<FactRecord> records = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    Optional<String> home = host.property("java.home").answer();
    home.ifPresent(path -> add(host, "java", HostPath.in(path, "bin/java"), records, evidence));
    Optional<String> python = session.reading(PythonFacts.PYTHON_PATH).asOptional();
    python.ifPresent(path -> add(host, "python", path, records, evidence));
    session.add(
        new Fact<>(RuntimeFacts.MACOS_FLOORS, Reading.present(records), Origin.OBSERVED, evidence));
  }

  private static void add(
      Host host, String name, String path, List<FactRecord> records, List<Evidence> evidence) {
    if (!(HostByteSource.open(host, path) instanceof Outcome.Answer<HostByteSource> source)) {
      return;
    }
    try {
      Optional<MachOFile> file = MachOFile.read(source.value()).content();
      for (MachOFile.Slice slice : file.map(MachOFile::slices).orElse(List.of())) {
        Optional<MachOFile.Build> build = slice.build();
        if (build.isPresent()) {
          evidence.add(Evidence.file(path, slice.architecture() + " " + build.get().minimum()));
          records.add(
              FactRecord.builder()
                  .put("name", name)
                  .put("path", path)
                  .put("arch", slice.architecture())
                  .put("minimum", build.get().minimum())
                  .put("sdk", build.get().sdk())
                  .build());
        }
      }
    } catch (IOException e) {
      evidence.add(Evidence.file(path, String.valueOf(e.getMessage())));
    }
  }
}
