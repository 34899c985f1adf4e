package io.envprobe.libs.internal.inventory;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.libs.internal.packages.InstalledPackage;
import io.envprobe.libs.internal.packages.PackageInventory;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packages of a machine as facts. */
final class PackageRecords {
  private PackageRecords() {}

  static void add(ProbeSession session, PackageInventory packages) {
    for (Finding finding : packages.findings()) {
      session.add(finding);
    }
    List<FactRecord> databases = new ArrayList<>();
    for (Map.Entry<String, String> database : packages.databases().entrySet()) {
      databases.add(
          FactRecord.builder()
              .put("manager", database.getValue())
              .put("path", database.getKey())
              .build());
    }
    List<FactRecord> installed = new ArrayList<>();
    for (InstalledPackage item : packages.packages()) {
      installed.add(
          FactRecord.builder()
              .put("name", item.name())
              .put("version", item.version())
              .put("arch", item.architecture())
              .put("manager", item.manager())
              .build());
    }
    session.add(
        new Fact<>(
            LibraryFacts.PACKAGES_DATABASES,
            Reading.present(databases),
            Origin.OBSERVED,
            List.of()));
    session.add(
        new Fact<>(
            LibraryFacts.PACKAGES_INSTALLED,
            Reading.present(installed),
            Origin.OBSERVED,
            List.of()));
  }
}
