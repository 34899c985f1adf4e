package io.envprobe.libs.internal.libc;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every C library of the machine, imitations marked as such. */
public final class InstalledLibcsProbe implements Probe {
  @Override
  public String id() {
    return "libc.installed";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(LibraryFacts.LIBC_ALL);
  }

  @Override
  public void probe(ProbeSession session) {
    LoaderTable table = LoaderTable.read();
    List<FactRecord> records = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    for (CLibrary library : InstalledLibcs.all(session.host(), table)) {
      records.add(library.record());
      evidence.addAll(library.evidence());
      for (Finding finding : library.findings()) {
        session.add(finding);
      }
    }
    session.add(
        new Fact<>(LibraryFacts.LIBC_ALL, Reading.present(records), Origin.OBSERVED, evidence));
  }
}
