package io.envprobe.libs.internal.inventory;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.LdCache;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.loader.LoaderFiles;
import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostLoader;
import io.envprobe.libs.internal.ElfProgram;
import io.envprobe.libs.internal.HostPath;
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
 * Every library that the loader of the system sees, and the directories that it sees them in, in
 * its own order: the first of a name and architecture wins, the others are shadowed.
 */
public final class LibrariesProbe implements Probe {
  private static final String VARIABLE = "LD_LIBRARY_PATH";
  private static final String CACHE = "/etc/ld.so.cache";
  private static final String BUILT_IN = "built in";
  private static final String MUSL_PATH = "/lib:/usr/local/lib:/usr/lib";

  @Override
  public String id() {
    return "libs";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(LibraryFacts.LOADER_SEARCH_PATH, LibraryFacts.LIBS_VISIBLE);
  }

  @Override
  public Set<FactKey<?>> needs() {
    Set<FactKey<?>> keys = new HashSet<>(HostLoader.needs());
    keys.add(LibraryFacts.LIBC_PATH);
    return keys;
  }

  /** A directory of the search path, and where it is from. */
  private record Place(String directory, String source) {}

  /** A library by the name that it is looked up by. */
  private record Seen(String name, String path, String source) {}

  @Override
  public void probe(ProbeSession session) {
    Host host = session.host();
    Reading<String> libc = session.reading(LibraryFacts.LIBC_PATH);
    if (!(libc instanceof Reading.Present<String> path)
        || !(ElfProgram.open(host, path.value()) instanceof Outcome.Answer<ElfProgram> system)) {
      unknown(session, libc);
      return;
    }
    HostLoader loader = HostLoader.of(host, session.needed());
    Optional<LoaderSettings> settings = loader.settings(system.value().file());
    if (settings.isEmpty()) {
      unknown(session, libc);
      return;
    }
    List<Place> places = places(settings.get());
    Map<String, Seen> seen = new LinkedHashMap<>();
    for (Place place : places) {
      if (place.source.equals(CACHE)) {
        addCache(settings.get(), place, seen);
      } else {
        addDirectory(host, place, seen);
      }
    }
    recordPath(session, loader, places);
    record(session, loader, seen);
  }

  private static void unknown(ProbeSession session, Reading<String> libc) {
    String detail = "the system's loader is not known";
    for (FactKey<List<FactRecord>> key :
        List.of(LibraryFacts.LOADER_SEARCH_PATH, LibraryFacts.LIBS_VISIBLE)) {
      session.add(
          libc.isAbsent() ? Fact.absent(key) : Fact.unknown(key, UnknownCause.UNSUPPORTED, detail));
    }
  }

  /** The cache stands for its directories: it is asked by name, before the default directories. */
  private static List<Place> places(LoaderSettings settings) {
    List<Place> places = new ArrayList<>();
    addAll(places, settings.start().variable(VARIABLE).orElse(""), VARIABLE);
    if (settings.build().family() == LoaderSettings.Family.MUSL) {
      addAll(
          places,
          settings.files().muslPath().orElse(MUSL_PATH).replace('\n', ':'),
          settings.files().muslPath().isPresent() ? "path file" : BUILT_IN);
      return places;
    }
    Optional<LdCache> cache = settings.files().cache();
    if (cache.isPresent()) {
      for (LdCache.Entry entry : cache.get().entries()) {
        boolean ours = entry.flags() == settings.build().cacheFlags();
        if (ours && entry.path().isPresent()) {
          add(places, HostPath.parent(entry.path().get()), CACHE);
        }
      }
    }
    for (String directory : settings.build().systemDirectories()) {
      add(places, directory.substring(0, directory.length() - 1), BUILT_IN);
    }
    return places;
  }

  private static void addAll(List<Place> places, String path, String source) {
    for (String directory : path.split(":", -1)) {
      if (HostPath.isAbsolute(directory)) {
        add(places, directory, source);
      }
    }
  }

  private static void add(List<Place> places, String directory, String source) {
    Place place = new Place(directory, source);
    if (!places.contains(place)) {
      places.add(place);
    }
  }

  private static void addCache(LoaderSettings settings, Place place, Map<String, Seen> seen) {
    for (LdCache.Entry entry : settings.files().cache().orElseThrow().entries()) {
      if (entry.name().isPresent()
          && entry.path().isPresent()
          && entry.flags() == settings.build().cacheFlags()
          && HostPath.parent(entry.path().get()).equals(place.directory)) {
        Seen library = new Seen(entry.name().get(), entry.path().get(), CACHE);
        seen.putIfAbsent(library.name + "\0" + library.path, library);
      }
    }
  }

  private static void addDirectory(Host host, Place place, Map<String, Seen> seen) {
    if (host.list(place.directory) instanceof Outcome.Answer<List<String>> names) {
      for (String name : names.value()) {
        if (name.endsWith(".so") || name.contains(".so.")) {
          Seen library = new Seen(name, HostPath.in(place.directory, name), place.source);
          seen.putIfAbsent(library.name + "\0" + library.path, library);
        }
      }
    }
  }

  private static void recordPath(ProbeSession session, HostLoader loader, List<Place> places) {
    List<FactRecord> records = new ArrayList<>();
    for (Place place : places) {
      records.add(
          FactRecord.builder()
              .put("directory", place.directory)
              .put("source", place.source)
              .put("exists", loader.files().isDirectory(place.directory))
              .build());
    }
    session.add(
        new Fact<>(
            LibraryFacts.LOADER_SEARCH_PATH,
            Reading.present(records),
            Origin.OBSERVED,
            List.of(Evidence.rule("the loader's order", VARIABLE + ", " + CACHE + ", built in"))));
  }

  private static void record(ProbeSession session, HostLoader loader, Map<String, Seen> seen) {
    Map<Seen, LoaderFiles.Content> contents = new LinkedHashMap<>();
    Map<String, String> byIdentity = new LinkedHashMap<>();
    for (Seen library : seen.values()) {
      if (loader.files().open(library.path) instanceof LoaderFiles.Content content
          && content.content() instanceof ReadResult.Read<ElfFile>) {
        contents.put(library, content);
        byIdentity.putIfAbsent(content.identity(), library.path);
      }
    }
    List<Finding> findings = new ArrayList<>();
    Map<String, String> owners = PackageOwners.of(session.host(), byIdentity.keySet(), findings);
    Map<String, String> winners = new LinkedHashMap<>();
    List<FactRecord> records = new ArrayList<>();
    for (Map.Entry<Seen, LoaderFiles.Content> entry : contents.entrySet()) {
      Seen library = entry.getKey();
      String real = entry.getValue().identity();
      ElfFile file = entry.getValue().content().content().orElseThrow();
      String architecture = file.header().architecture().orElse("");
      String winner = winners.putIfAbsent(library.name + "\0" + architecture, real);
      boolean repeated = winner != null && winner.equals(real);
      if (!repeated) {
        records.add(
            FactRecord.builder()
                .put("name", library.name)
                .put("soname", file.soname())
                .put("path", library.path)
                .put("real_path", real)
                .put("version", version(HostPath.name(real)))
                .put("arch", architecture)
                .put("source", library.source)
                .put("shadowed", winner != null)
                .put("package", Optional.ofNullable(owners.get(real)))
                .build());
      }
    }
    for (Finding finding : findings) {
      session.add(finding);
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
