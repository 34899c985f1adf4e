package io.envprobe.libs.internal.inventory;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.loader.LoaderFiles;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Reading;
import io.envprobe.libs.HostLoader;
import io.envprobe.libs.internal.HostPath;
import io.envprobe.libs.internal.packages.InstalledPackage;
import io.envprobe.libs.internal.packages.PackageInventory;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every library that the loader of the system sees, in its own order: the first of a name and
 * architecture wins, the others are shadowed. The packages that they belong to, too.
 */
public final class LibrariesProbe implements Probe {
  @Override
  public String id() {
    return "libs";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        LibraryFacts.LIBS_VISIBLE,
        LibraryFacts.LIBS_VENDORED,
        LibraryFacts.PACKAGES_DATABASES,
        LibraryFacts.PACKAGES_INSTALLED);
  }

  @Override
  public Set<FactKey<?>> needs() {
    Set<FactKey<?>> keys = new HashSet<>(SystemLoader.needs());
    keys.add(PythonFacts.PYTHON_PATH);
    return keys;
  }

  @Override
  public void probe(ProbeSession session) {
    Optional<SystemLoader> system = SystemLoader.of(session);
    if (system.isPresent()) {
      record(session, system.get().loader(), system.get().places().libraries());
    } else {
      session.add(SystemLoader.missing(session, LibraryFacts.LIBS_VISIBLE));
      packages(session, Set.of());
    }
  }

  /** The packages, and what those bring that no loader sees. */
  private static PackageInventory packages(ProbeSession session, Set<String> visible) {
    VendoredLibraries vendored =
        VendoredLibraries.of(session.host(), session.reading(PythonFacts.PYTHON_PATH).asOptional());
    Set<String> wanted = new HashSet<>(visible);
    wanted.addAll(vendored.paths());
    PackageInventory packages = PackageInventory.of(session.host(), wanted, vendored.sites());
    PackageRecords.add(session, packages);
    session.add(
        new Fact<>(
            LibraryFacts.LIBS_VENDORED,
            Reading.present(vendored.records(packages)),
            Origin.OBSERVED,
            List.of()));
    return packages;
  }

  private static void record(
      ProbeSession session, HostLoader loader, List<SearchPlaces.Seen> seen) {
    Map<SearchPlaces.Seen, LoaderFiles.Content> contents = new LinkedHashMap<>();
    Map<String, String> byIdentity = new LinkedHashMap<>();
    for (SearchPlaces.Seen library : seen) {
      if (loader.files().open(library.path()) instanceof LoaderFiles.Content content
          && content.content() instanceof ReadResult.Read<ElfFile>) {
        contents.put(library, content);
        byIdentity.putIfAbsent(content.identity(), library.path());
      }
    }
    PackageInventory packages = packages(session, byIdentity.keySet());
    Map<String, String> winners = new LinkedHashMap<>();
    List<FactRecord> records = new ArrayList<>();
    for (Map.Entry<SearchPlaces.Seen, LoaderFiles.Content> entry : contents.entrySet()) {
      SearchPlaces.Seen library = entry.getKey();
      String real = entry.getValue().identity();
      ElfFile file = entry.getValue().content().content().orElseThrow();
      String architecture = file.header().architecture().orElse("");
      String winner = winners.putIfAbsent(library.name() + "\0" + architecture, real);
      boolean repeated = winner != null && winner.equals(real);
      if (!repeated) {
        records.add(
            FactRecord.builder()
                .put("name", library.name())
                .put("soname", file.soname())
                .put("path", library.path())
                .put("real_path", real)
                .put("version", version(HostPath.name(real)))
                .put("arch", architecture)
                .put("source", library.source())
                .put("shadowed", winner != null)
                .put("package", packages.owner(real).map(InstalledPackage::shown))
                .build());
      }
    }
    // By name for people; the winner of a name stays before those that it shadows.
    records.sort(Comparator.comparing(record -> record.text("name").orElse("")));
    session.add(
        new Fact<>(
            LibraryFacts.LIBS_VISIBLE, Reading.present(records), Origin.OBSERVED, List.of()));
  }

  /** What follows {@code .so.} in a file's name, or the numbers in {@code libfoo-1.2.so}. */
  static Optional<String> version(String name) {
    int at = name.indexOf(".so.");
    if (at >= 0) {
      return Optional.of(name.substring(at + 4));
    }
    int dash = name.lastIndexOf('-');
    boolean numbered =
        dash > 0
            && name.endsWith(".so")
            && dash + 1 < name.length() - 3
            && Character.isDigit(name.charAt(dash + 1));
    return numbered ? Optional.of(name.substring(dash + 1, name.length() - 3)) : Optional.empty();
  }
}
