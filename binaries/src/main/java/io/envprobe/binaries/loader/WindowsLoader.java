package io.envprobe.binaries.loader;

import io.envprobe.binaries.PeFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Emulates the loader of Windows as far as files tell: a program in the standard order with the
 * safe search mode, a library as Python opens extension modules, in its own directory and those
 * that were added. A name that is loaded is not searched for again, whatever directory it came
 * from. Redirections by manifests are not followed. Used once.
 *
 * <p>Source: https://learn.microsoft.com/windows/win32/dlls/dynamic-link-library-search-order
 */
public final class WindowsLoader {
  private static final int X64 = 0x8664;
  private static final int ARM64EC = 0xa641;

  private final WindowsSettings settings;
  private final BinaryFiles<PeFile> files;
  private final Map<String, Module> loaded = new LinkedHashMap<>();
  private final List<Resolution.LoadedObject> objects = new ArrayList<>();
  private final List<Resolution.Search> searches = new ArrayList<>();
  private final List<Resolution.MissingLibrary> missing = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private Optional<String> libraryDirectory = Optional.empty();

  private WindowsLoader(WindowsSettings settings, BinaryFiles<PeFile> files) {
    this.settings = settings;
    this.files = files;
  }

  /** A loaded file; an API set and what cannot be taken have no content. */
  private record Module(String path, Optional<BinaryFiles.Binary<PeFile>> file) {}

  /** One list of places. */
  private record Place(String source, String directory) {}

  /** What starting a program, or opening a library by its path, would come to. */
  public static Resolution resolve(
      WindowsSettings settings, BinaryFiles<PeFile> files, String path) {
    WindowsLoader loader = new WindowsLoader(settings, files);
    if (!(files.open(path) instanceof BinaryFiles.Binary<PeFile> first)) {
      loader.errors.add(path + " is no file of Windows that can be read");
      return loader.resolution();
    }
    if (first.content().isDll()) {
      loader.libraryDirectory = Optional.of(parent(path));
    }
    loader.run(new Module(path, Optional.of(first)), first.content().machine());
    return loader.resolution();
  }

  /**
   * What {@code LoadLibrary} of a name would come to in a program that brings nothing else.
   *
   * @param machine that the program is for, as in {@link PeFile#machine}
   */
  public static Resolution open(
      WindowsSettings settings, BinaryFiles<PeFile> files, String name, int machine) {
    WindowsLoader loader = new WindowsLoader(settings, files);
    Module program = new Module(Loader.PROGRAM, Optional.empty());
    Optional<Module> opened = loader.load(name, program.path(), machine);
    opened.ifPresent(module -> loader.run(module, machine));
    return loader.resolution();
  }

  /** {@code api-ms-win-…} and {@code ext-ms-…}: names that the system maps to its own libraries. */
  public static boolean isApiSet(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("api-ms-") || lower.startsWith("ext-ms-");
  }

  private Resolution resolution() {
    return new Resolution(
        objects, searches, errors, List.of(), missing, List.of(), errors.isEmpty());
  }

  private void run(Module first, int machine) {
    loaded.put(key(name(first.path())), first);
    Deque<Module> rest = new ArrayDeque<>();
    Set<String> done = new HashSet<>();
    rest.push(first);
    while (!rest.isEmpty()) {
      Module module = rest.pop();
      if (module.file().isEmpty() || !done.add(module.path())) {
        continue;
      }
      List<Module> below = new ArrayList<>();
      for (PeFile.Import imported : module.file().get().content().imports()) {
        if (loaded.size() < GlibcChain.OBJECT_LIMIT && errors.size() < GlibcChain.OBJECT_LIMIT) {
          Optional<Module> provider = load(imported.dll(), module.path(), machine);
          provider.ifPresent(below::add);
          provider.ifPresent(found -> functions(imported, found, module));
        }
      }
      for (int i = below.size() - 1; i >= 0; i--) {
        rest.push(below.get(i));
      }
    }
  }

  private Optional<Module> load(String name, String by, int machine) {
    String base = name(name);
    Module known = loaded.get(key(base));
    if (known != null) {
      return Optional.of(known);
    }
    if (isApiSet(base)) {
      return Optional.of(taken(name, base, by, "API set", Optional.empty()));
    }
    List<Resolution.Step> steps = new ArrayList<>();
    Optional<Module> found = Optional.empty();
    for (Place place : places(name)) {
      String path = place.directory().isEmpty() ? slashes(name) : in(place.directory(), base);
      steps.add(
          new Resolution.Step(
              place.source(), Optional.empty(), List.of(parent(path)), List.of(path)));
      BinaryFiles.Found<PeFile> opened = files.open(path);
      if (!(opened instanceof BinaryFiles.Nothing<PeFile>)) {
        found = Optional.of(decide(name, path, by, place.source(), opened, machine));
        break;
      }
    }
    searches.add(new Resolution.Search(name, by, steps));
    if (found.isEmpty()) {
      errors.add(name + " was not found (needed by " + by + ")");
      missing.add(new Resolution.MissingLibrary(name, by));
    }
    return found;
  }

  /** The first file of the name is it, whatever it holds. */
  private Module decide(
      String name,
      String path,
      String by,
      String source,
      BinaryFiles.Found<PeFile> opened,
      int machine) {
    if (!(opened instanceof BinaryFiles.Binary<PeFile> binary)) {
      String reason = opened instanceof BinaryFiles.Unfit<PeFile> unfit ? unfit.reason() : "";
      errors.add(path + " cannot be loaded: " + reason);
      return taken(name, path, by, source, Optional.empty());
    }
    if (!fits(binary.content().machine(), machine)) {
      errors.add(path + " cannot be loaded: it is for " + binary.content().machineName());
      return taken(name, path, by, source, Optional.empty());
    }
    return taken(name, path, by, source, Optional.of(binary));
  }

  private static boolean fits(int machine, int process) {
    return machine == process || (process == X64 && machine == ARM64EC);
  }

  private Module taken(
      String name,
      String path,
      String by,
      String source,
      Optional<BinaryFiles.Binary<PeFile>> file) {
    Module module = new Module(path, file);
    loaded.put(key(name(name)), module);
    objects.add(
        new Resolution.LoadedObject(
            name, Optional.of(path), Optional.of(by), source, Optional.empty()));
    return module;
  }

  private List<Place> places(String name) {
    if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
      return List.of(new Place("path", ""));
    }
    List<Place> places = new ArrayList<>();
    if (settings.known().contains(key(name))) {
      places.add(new Place("known library", settings.system()));
      return places;
    }
    if (libraryDirectory.isPresent()) {
      places.add(new Place("directory of the library", libraryDirectory.get()));
      settings.application().ifPresent(at -> places.add(new Place("directory of the program", at)));
      settings.added().forEach(at -> places.add(new Place("added directory", at)));
      places.add(new Place("system", settings.system()));
      return places;
    }
    settings.application().ifPresent(at -> places.add(new Place("directory of the program", at)));
    places.add(new Place("system", settings.system()));
    places.add(new Place("16-bit system", in(settings.windows(), "System")));
    places.add(new Place("Windows", settings.windows()));
    settings.workingDirectory().ifPresent(at -> places.add(new Place("working directory", at)));
    settings.path().forEach(at -> places.add(new Place("PATH", at)));
    return places;
  }

  /** Imports by number are not checked: they say nothing by themselves. */
  private void functions(PeFile.Import imported, Module provider, Module by) {
    if (provider.file().isEmpty() || !provider.file().get().sound()) {
      return;
    }
    Set<String> exports = new HashSet<>(provider.file().get().content().exports());
    for (String function : imported.functions()) {
      if (!function.startsWith("#") && !exports.contains(function)) {
        errors.add(
            "the entry point "
                + function
                + " is not in "
                + provider.path()
                + " (needed by "
                + by.path()
                + ")");
      }
    }
  }

  private static String key(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.indexOf('.') < 0 ? lower + ".dll" : lower;
  }

  private static String slashes(String path) {
    return path.replace('\\', '/');
  }

  private static String name(String path) {
    String plain = slashes(path);
    return plain.substring(plain.lastIndexOf('/') + 1);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static String in(String directory, String name) {
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }
}
