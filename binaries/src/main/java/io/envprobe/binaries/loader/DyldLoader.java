package io.envprobe.binaries.loader;

import io.envprobe.binaries.MachOFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Emulates macOS's loader as far as files tell. Symbols are not looked up; where the cache of the
 * system could not be read, what files need of it is taken to be there. Used once.
 *
 * <p>Source: the manual pages dyld(1) and dlopen(3) of macOS;
 * https://github.com/apple-oss-distributions/dyld/blob/main/dyld/JustInTimeLoader.cpp, function
 * loadDependents.
 */
public final class DyldLoader {
  private static final String CACHE = "shared cache";

  /** Attempts of one program, and reasons in one message; files made to take long have more. */
  private static final int ATTEMPT_LIMIT = 1 << 16;

  private static final int REASON_LIMIT = 16;

  private static final MachOFile.Slice BARE =
      new MachOFile.Slice(
          0, 0, 0, 0, 2, 0, Optional.empty(), List.of(), List.of(), List.of(), false, List.of());

  private final DyldSettings settings;
  private final BinaryFiles<MachOFile> files;
  private final List<DyldImage> loaded = new ArrayList<>();
  private final Set<String> cached = new HashSet<>();
  private final List<Resolution.LoadedObject> objects = new ArrayList<>();
  private final List<Resolution.Search> searches = new ArrayList<>();
  private final List<Resolution.MissingLibrary> missing = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private int attempts;

  private DyldLoader(DyldSettings settings, BinaryFiles<MachOFile> files) {
    this.settings = settings;
    this.files = files;
  }

  /**
   * What starting a program, or opening a library by its path, would come to.
   *
   * @param path of a file with a slice for the architecture
   */
  public static Resolution resolve(
      DyldSettings settings, BinaryFiles<MachOFile> files, String path) {
    DyldLoader loader = new DyldLoader(settings, files);
    Attempt attempt = loader.attempt(path);
    if (attempt.image().isEmpty()) {
      loader.errors.add(path + ": " + attempt.reason());
      return loader.resolution();
    }
    DyldImage first =
        new DyldImage(
            path,
            path,
            attempt.identity(),
            attempt.image().get(),
            settings.executable().isPresent() ? Optional.empty() : Optional.of(loader.bare()));
    loader.loaded.add(first);
    loader.insert(first);
    loader.dependents(List.copyOf(loader.loaded));
    return loader.resolution();
  }

  /** What {@code dlopen} of a name would come to in a program that names no directories. */
  public static Resolution open(DyldSettings settings, BinaryFiles<MachOFile> files, String name) {
    DyldLoader loader = new DyldLoader(settings, files);
    DyldImage program = loader.bare();
    loader.loaded.add(program);
    loader.insert(program);
    Optional<DyldImage> opened = loader.load(name, program, true, false);
    List<DyldImage> first = new ArrayList<>(loader.loaded);
    opened.filter(image -> !first.contains(image)).ifPresent(first::add);
    loader.dependents(first);
    return loader.resolution();
  }

  private DyldImage bare() {
    String path = settings.executable().orElse(Loader.PROGRAM);
    return new DyldImage(path, path, "", BARE, Optional.empty());
  }

  private Resolution resolution() {
    return new Resolution(
        objects, searches, errors, warnings, missing, List.of(), errors.isEmpty());
  }

  private void insert(DyldImage program) {
    for (String name : settings.variable("DYLD_INSERT_LIBRARIES").orElse("").split(":", -1)) {
      if (!name.isEmpty()) {
        load(name, program, false, false);
      }
    }
  }

  /** The libraries that a file needs are loaded together, then those that each of them needs. */
  private void dependents(List<DyldImage> first) {
    Deque<DyldImage> rest = new ArrayDeque<>(first);
    Set<DyldImage> done = new HashSet<>();
    while (!rest.isEmpty()) {
      DyldImage image = rest.pop();
      if (!done.add(image)) {
        continue;
      }
      List<DyldImage> below = new ArrayList<>();
      for (MachOFile.Dylib dylib : image.slice().dylibs()) {
        boolean within =
            loaded.size() < GlibcChain.OBJECT_LIMIT && searches.size() < GlibcChain.OBJECT_LIMIT;
        if (within) {
          load(dylib.name(), image, false, dylib.weak()).ifPresent(below::add);
        }
      }
      for (int i = below.size() - 1; i >= 0; i--) {
        rest.push(below.get(i));
      }
    }
  }

  private Optional<DyldImage> load(String name, DyldImage by, boolean opened, boolean optional) {
    for (DyldImage image : loaded) {
      if (image.isNamed(name)) {
        return Optional.of(image);
      }
    }
    if (cached.contains(name)) {
      return Optional.empty();
    }
    List<Resolution.Step> steps = new ArrayList<>();
    searches.add(new Resolution.Search(name, by.path(), steps));
    int index = searches.size() - 1;
    List<String> reasons = new ArrayList<>();
    Optional<DyldImage> found = Optional.empty();
    boolean ended = false;
    for (DyldSearch.Place place : DyldSearch.places(settings, name, by, opened)) {
      List<String> tried = new ArrayList<>();
      for (String path : place.paths()) {
        tried.add(path);
        Attempt attempt = attempt(path);
        if (attempt.image().isPresent()) {
          found = Optional.of(taken(name, path, attempt, by, place.source()));
          ended = true;
        } else if (attempt.absent() && settings.isCached(path, path.equals(name))) {
          cached.add(name);
          objects.add(object(name, path, by, CACHE));
          ended = true;
        } else if (reasons.size() < REASON_LIMIT) {
          reasons.add("'" + path + "' (" + attempt.reason() + ")");
        }
        if (ended) {
          break;
        }
      }
      steps.add(new Resolution.Step(place.source(), place.from(), parents(tried), tried));
      if (ended) {
        break;
      }
    }
    searches.set(index, new Resolution.Search(name, by.path(), steps));
    if (!ended) {
      missed(name, by, optional, reasons);
    }
    return found;
  }

  private void missed(String name, DyldImage by, boolean optional, List<String> reasons) {
    String message =
        "Library not loaded: "
            + name
            + ", referenced from "
            + by.path()
            + "; tried: "
            + (reasons.isEmpty() ? "nothing" : String.join(", ", reasons));
    if (optional) {
      warnings.add(message);
    } else {
      errors.add(message);
      missing.add(new Resolution.MissingLibrary(name, by.path()));
    }
  }

  private DyldImage taken(String name, String path, Attempt attempt, DyldImage by, String source) {
    for (DyldImage image : loaded) {
      if (image.identity().equals(attempt.identity())) {
        return image;
      }
    }
    DyldImage image =
        new DyldImage(
            name, path, attempt.identity(), attempt.image().orElseThrow(), Optional.of(by));
    loaded.add(image);
    objects.add(object(name, path, by, source));
    return image;
  }

  private static Resolution.LoadedObject object(
      String name, String path, DyldImage by, String source) {
    return new Resolution.LoadedObject(
        name, Optional.of(path), Optional.of(by.path()), source, Optional.empty());
  }

  private static List<String> parents(List<String> paths) {
    List<String> parents = new ArrayList<>();
    for (String path : paths) {
      parents.add(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
    }
    return parents;
  }

  /**
   * What trying a path comes to.
   *
   * @param absent whether there is no file
   */
  private record Attempt(
      Optional<MachOFile.Slice> image, String identity, String reason, boolean absent) {}

  private Attempt attempt(String path) {
    if (++attempts > ATTEMPT_LIMIT) {
      return new Attempt(Optional.empty(), "", "not looked at: too many places", false);
    }
    BinaryFiles.Found<MachOFile> found = files.open(path);
    if (!(found instanceof BinaryFiles.Binary<MachOFile> binary)) {
      return found instanceof BinaryFiles.Unfit<MachOFile> unfit
          ? new Attempt(Optional.empty(), "", unfit.reason(), false)
          : new Attempt(Optional.empty(), "", "no such file", true);
    }
    String needed = settings.architecture();
    Set<String> have = new HashSet<>();
    for (MachOFile.Slice slice : binary.content().slices()) {
      String architecture = slice.architecture();
      have.add(architecture);
      boolean same =
          architecture.equals(needed)
              || (needed.equals("x86_64") && architecture.equals("x86_64h"));
      if (same) {
        boolean foreign =
            slice.build().filter(build -> !build.platform().equals("macos")).isPresent();
        return foreign
            ? new Attempt(
                Optional.empty(), "", "built for " + slice.build().orElseThrow().platform(), false)
            : new Attempt(Optional.of(slice), binary.identity(), "", false);
      }
    }
    return new Attempt(
        Optional.empty(),
        "",
        "have " + String.join(",", have.stream().sorted().toList()) + ", need " + needed,
        false);
  }
}
