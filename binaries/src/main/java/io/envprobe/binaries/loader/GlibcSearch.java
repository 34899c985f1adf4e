package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfHeader;
import io.envprobe.binaries.loader.SearchDirectories.Directory;
import io.envprobe.binaries.loader.SearchDirectories.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for one name after the other in glibc's places, and remembers what it learned of
 * directories.
 *
 * <p>Source: glibc, elf/dl-load.c, functions _dl_init_paths, open_path and _dl_map_object.
 */
final class GlibcSearch {
  static final String RPATH = "RPATH";
  static final String RUNPATH = "RUNPATH";
  static final String VARIABLE = "LD_LIBRARY_PATH";
  static final String CACHE = "cache";
  static final String SYSTEM = "system search path";

  /** A step of a search that goes on. */
  private record Place(
      String source, Optional<String> from, List<String> directories, List<String> tried) {}

  /** Where a name was found. */
  record Hit(String path, String via, Candidate candidate) {}

  private final LoaderSettings settings;
  private final LoaderFiles files;
  private final GlibcObject program;
  private final ElfHeader header;
  private final SearchDirectories directories;
  private final List<Directory> system = new ArrayList<>();
  private final List<Directory> variable;
  private final List<Resolution.Search> searches = new ArrayList<>();
  private boolean otherClass;

  GlibcSearch(LoaderSettings settings, LoaderFiles files, GlibcObject program, ElfHeader header) {
    this.settings = settings;
    this.files = files;
    this.program = program;
    this.header = header;
    this.directories = new SearchDirectories(settings);
    for (String directory : settings.build().systemDirectories()) {
      system.add(directories.of(directory, SYSTEM, Optional.empty()));
    }
    runpath(program);
    rpath(program);
    String path = settings.start().secure() ? "" : settings.start().variable(VARIABLE).orElse("");
    this.variable =
        path.isEmpty()
            ? List.of()
            : directories.list(path, ":;", VARIABLE, Optional.empty(), tokens(program));
  }

  /** The header that every file must match. */
  ElfHeader header() {
    return header;
  }

  List<Resolution.Search> searches() {
    return searches;
  }

  /** What the loader says of the last search, where it found nothing. */
  String missing() {
    return otherClass
        ? "wrong ELF class: ELFCLASS" + (header.bits() == 64 ? "32" : "64")
        : "cannot open shared object file";
  }

  /** What the loader adds to that where the operating system gave the reason. */
  String reason() {
    return otherClass ? "" : ": No such file or directory";
  }

  StringTokens tokens(GlibcObject object) {
    return new StringTokens(settings, object.origin, object.isProgram());
  }

  /**
   * Looks for a name without a slash.
   *
   * @param trusted whether only privileged files count, and the cache does not
   * @throws LoaderException where a file on the way stops the loader
   */
  Optional<Hit> find(String name, GlibcObject requester, boolean trusted) throws LoaderException {
    List<Place> trail = new ArrayList<>();
    otherClass = false;
    try {
      return find(name, requester, trusted && settings.start().secure(), trail);
    } finally {
      List<Resolution.Step> steps = new ArrayList<>();
      for (Place place : trail) {
        steps.add(
            new Resolution.Step(place.source(), place.from(), place.directories(), place.tried()));
      }
      searches.add(new Resolution.Search(name, requester.path, steps));
    }
  }

  private Optional<Hit> find(String name, GlibcObject requester, boolean trusted, List<Place> trail)
      throws LoaderException {
    Optional<Hit> hit = Optional.empty();
    if (!requester.hasRunpath()) {
      boolean askedProgram = false;
      for (@Nullable GlibcObject at = requester; at != null && hit.isEmpty(); at = at.loader) {
        List<Directory> list = rpath(at);
        if (!list.isEmpty()) {
          hit = inList(name, list, RPATH, trail);
          askedProgram |= at == program;
        }
      }
      if (hit.isEmpty() && !askedProgram && !rpath(program).isEmpty()) {
        hit = inList(name, rpath(program), RPATH, trail);
      }
    }
    if (hit.isEmpty() && !variable.isEmpty()) {
      hit = inList(name, variable, VARIABLE, trail);
    }
    if (hit.isEmpty() && !runpath(requester).isEmpty()) {
      hit = inList(name, runpath(requester), RUNPATH, trail);
    }
    if (hit.isEmpty() && !trusted) {
      hit = inCache(name, requester, trail);
    }
    if (hit.isEmpty() && !requester.hasNoDefaultLibraries() && !system.isEmpty()) {
      hit = inList(name, system, SYSTEM, trail);
    }
    return hit;
  }

  private List<Directory> rpath(GlibcObject object) {
    List<Directory> list = object.rpath;
    if (list == null) {
      list = decomposed(object.rpathText(), object, RPATH);
      object.rpath = list;
    }
    return list;
  }

  private List<Directory> runpath(GlibcObject object) {
    List<Directory> list = object.runpath;
    if (list == null) {
      list = decomposed(object.runpathText(), object, RUNPATH);
      object.runpath = list;
    }
    return list;
  }

  private List<Directory> decomposed(Optional<String> text, GlibcObject object, String source) {
    return text.isEmpty() || text.get().isEmpty()
        ? List.of()
        : directories.list(text.get(), ":", source, Optional.of(object.path), tokens(object));
  }

  private Optional<Hit> inList(String name, List<Directory> list, String via, List<Place> trail)
      throws LoaderException {
    boolean any = false;
    List<String> tried = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Directory directory = list.get(i);
      if (i == 0 || !directory.source.equals(list.get(i - 1).source)) {
        tried = new ArrayList<>();
        trail.add(new Place(directory.source, directory.from, directories.shown(list, i), tried));
      }
      Tried result = inDirectory(name, directory, via, tried);
      if (result.hit().isPresent()) {
        return result.hit();
      }
      if (result.exists() && result.stops()) {
        return Optional.empty();
      }
      any |= result.exists();
    }
    if (!any && list != system && list != variable) {
      list.clear(); // glibc drops a list none of whose directories exists.
    }
    return Optional.empty();
  }

  private record Tried(Optional<Hit> hit, boolean exists, boolean stops) {}

  private Tried inDirectory(String name, Directory directory, String via, List<String> tried)
      throws LoaderException {
    boolean exists = false;
    boolean stops = false;
    List<String> capabilities = directories.capabilities();
    for (int i = 0; i < capabilities.size(); i++) {
      if (directory.status[i] == Status.MISSING) {
        continue;
      }
      String subdirectory = directory.name + capabilities.get(i);
      String path = subdirectory + name;
      tried.add(path);
      Candidate candidate = Candidate.open(settings, files, path, header);
      otherClass |= candidate.otherClass();
      boolean found = candidate.file().isPresent();
      if (directory.status[i] == Status.UNKNOWN) {
        directory.status[i] =
            found || files.isDirectory(subdirectory) ? Status.EXISTING : Status.MISSING;
      }
      exists |= directory.status[i] != Status.MISSING;
      if (found) {
        return new Tried(Optional.of(new Hit(path, via, candidate)), true, false);
      }
      LoaderFiles.Failure failure = candidate.failure().orElse(LoaderFiles.Failure.NOT_FOUND);
      stops = failure != LoaderFiles.Failure.NOT_FOUND && failure != LoaderFiles.Failure.DENIED;
    }
    return new Tried(Optional.empty(), exists, stops);
  }

  private Optional<Hit> inCache(String name, GlibcObject requester, List<Place> trail)
      throws LoaderException {
    Optional<String> cached =
        settings.files().cache().isEmpty()
            ? Optional.empty()
            : CacheLookup.find(settings.files().cache().get(), settings, name);
    trail.add(
        new Place(
            CACHE,
            Optional.empty(),
            List.of(),
            cached.isEmpty() ? List.of() : List.of(cached.get())));
    if (cached.isEmpty() || (requester.hasNoDefaultLibraries() && isInSystem(cached.get()))) {
      return Optional.empty();
    }
    Candidate candidate = Candidate.open(settings, files, cached.get(), header);
    otherClass |= candidate.otherClass();
    return candidate.file().isPresent()
        ? Optional.of(new Hit(cached.get(), CACHE, candidate))
        : Optional.empty();
  }

  private boolean isInSystem(String path) {
    for (String directory : settings.build().systemDirectories()) {
      if (path.startsWith(directory)) {
        return true;
      }
    }
    return false;
  }
}
