package io.envprobe.libs.internal.inventory;

import io.envprobe.binaries.LdCache;
import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.HostPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The directories that a program without own ones gets libraries from, and what lies there. */
final class SearchPlaces {
  private static final String VARIABLE = "LD_LIBRARY_PATH";
  private static final String CACHE = "/etc/ld.so.cache";
  private static final String BUILT_IN = "built in";
  private static final String MUSL_PATH = "/lib:/usr/local/lib:/usr/lib";
  private static final String CAPABILITIES = "/glibc-hwcaps";

  /** A directory of the search path, and where it is from. */
  record Place(String directory, String source) {}

  /** A library by the name that it is looked up by. */
  record Seen(String name, String path, String source) {}

  private final Host host;
  private final LoaderSettings settings;
  private final List<Place> places = new ArrayList<>();

  private SearchPlaces(Host host, LoaderSettings settings) {
    this.host = host;
    this.settings = settings;
  }

  /** Those of a loader. */
  static SearchPlaces of(Host host, LoaderSettings settings) {
    SearchPlaces places = new SearchPlaces(host, settings);
    places.collect();
    return places;
  }

  /** In the loader's order. */
  List<Place> places() {
    return List.copyOf(places);
  }

  /** The libraries in them, in the same order; a name comes once for each file. */
  List<Seen> libraries() {
    Map<String, Seen> seen = new LinkedHashMap<>();
    for (Place place : places) {
      if (place.source.equals(CACHE)) {
        addCache(place, seen);
      } else {
        addDirectory(place, seen);
      }
    }
    return List.copyOf(seen.values());
  }

  /** The cache stands for its directories: it is asked by name, before the default directories. */
  private void collect() {
    addAll(settings.start().variable(VARIABLE).orElse(""), VARIABLE);
    if (settings.build().family() == LoaderSettings.Family.MUSL) {
      addAll(
          settings.files().muslPath().orElse(MUSL_PATH).replace('\n', ':'),
          settings.files().muslPath().isPresent() ? "path file" : BUILT_IN);
      return;
    }
    if (settings.files().cache().isPresent()) {
      for (LdCache.Entry entry : settings.files().cache().get().entries()) {
        boolean ours = entry.flags() == settings.build().cacheFlags();
        if (ours && entry.path().isPresent()) {
          add(new Place(HostPath.parent(entry.path().get()), CACHE));
        }
      }
    }
    for (String directory : settings.build().systemDirectories()) {
      addWithCapabilities(directory.substring(0, directory.length() - 1), BUILT_IN);
    }
  }

  private void addAll(String path, String source) {
    for (String directory : path.split("[:;]", -1)) {
      if (HostPath.isAbsolute(directory)) {
        addWithCapabilities(directory, source);
      }
    }
  }

  /** The subdirectories for this processor come before the directory itself. */
  private void addWithCapabilities(String directory, String source) {
    String parent = directory + CAPABILITIES;
    if (settings.build().family() == LoaderSettings.Family.GLIBC
        && host.list(parent) instanceof Outcome.Answer<List<String>> names) {
      for (String capability : settings.processor().capabilities()) {
        String subdirectory = parent + "/" + capability;
        if (names.value().contains(capability)
            && host.status(subdirectory) instanceof Outcome.Answer<FileStatus> status
            && status.value().isDirectory()) {
          add(new Place(subdirectory, source));
        }
      }
    }
    add(new Place(directory, source));
  }

  private void add(Place place) {
    if (!places.contains(place)) {
      places.add(place);
    }
  }

  private void addCache(Place place, Map<String, Seen> seen) {
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

  private void addDirectory(Place place, Map<String, Seen> seen) {
    if (host.list(place.directory) instanceof Outcome.Answer<List<String>> names) {
      for (String name : names.value()) {
        if (name.endsWith(".so") || name.contains(".so.")) {
          Seen library = new Seen(name, HostPath.in(place.directory, name), place.source);
          seen.putIfAbsent(library.name + "\0" + library.path, library);
        }
      }
    }
  }
}
