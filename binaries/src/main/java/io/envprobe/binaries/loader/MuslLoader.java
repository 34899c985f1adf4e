package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ReadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * musl's loader: LD_LIBRARY_PATH first, RPATH and RUNPATH alike and inherited, no cache, no
 * versions; the first file of a name is it, whatever it holds. Used once.
 *
 * <p>Source: musl, ldso/dynlink.c, functions load_library, path_open and fixup_rpath.
 * https://git.musl-libc.org/cgit/musl/tree/ldso/dynlink.c
 */
final class MuslLoader {
  private static final String[] OWN = {"c.", "pthread.", "rt.", "m.", "dl.", "util.", "xnet."};
  private static final String DEFAULT_PATH = "/lib:/usr/local/lib:/usr/lib";
  private static final int NAME_LIMIT = 255;

  private final LoaderSettings settings;
  private final LoaderFiles files;
  private final List<MuslObject> chain = new ArrayList<>();
  private final List<Resolution.LoadedObject> objects = new ArrayList<>();
  private final List<Resolution.Search> searches = new ArrayList<>();
  private final List<Resolution.MissingLibrary> missing = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private int ownNames;
  private String lastError = "";
  private boolean hardError;

  MuslLoader(LoaderSettings settings, LoaderFiles files) {
    this.settings = settings;
    this.files = files;
  }

  Resolution resolve(String path, String origin, ElfFile file) {
    String identity =
        files.open(path) instanceof LoaderFiles.Content content ? content.identity() : path;
    return run(new MuslObject(path, origin, identity, Optional.of(file), null, ""), "");
  }

  /** Opens a library, as {@code dlopen} does in a program that brings nothing else. */
  Resolution open(String name, ElfFile bare) {
    return run(new MuslObject(Loader.PROGRAM, "/", "", Optional.of(bare), null, ""), name);
  }

  private Resolution run(MuslObject program, String opened) {
    chain.add(program);
    if (!settings.start().secure()) {
      for (String name : Preloads.inVariable(settings.start().variable("LD_PRELOAD").orElse(""))) {
        if (load(name, null) == null) {
          warnings.add("LD_PRELOAD of " + name + " ignored: " + lastError);
        }
      }
    }
    if (!opened.isEmpty() && load(opened, program) == null) {
      missing.add(new Resolution.MissingLibrary(opened, program.path));
      errors.add("Error loading shared library " + opened + ": " + lastError);
    }
    for (int i = 0; i < chain.size() && chain.size() < GlibcLoader.OBJECT_LIMIT; i++) {
      MuslObject object = chain.get(i);
      List<String> needed = object.file.isPresent() ? object.file.get().needed() : List.of();
      for (String name : needed) {
        if (errors.size() < GlibcLoader.OBJECT_LIMIT && load(name, object) == null) {
          missing.add(new Resolution.MissingLibrary(name, object.path));
          errors.add(
              "Error loading shared library "
                  + name
                  + ": "
                  + lastError
                  + " (needed by "
                  + object.path
                  + ")");
        }
      }
    }
    return new Resolution(
        objects, searches, errors, warnings, missing, List.of(), errors.isEmpty());
  }

  private @Nullable MuslObject load(String name, @Nullable MuslObject neededBy) {
    int own = ownName(name);
    if (own >= 0 || name.equals(settings.build().path())) {
      return itself(name, own, neededBy);
    }
    String path = name;
    boolean searched = name.indexOf('/') < 0;
    String via = "path";
    if (searched) {
      for (MuslObject object : chain) {
        if (object.shortName.equals(name)) {
          return object;
        }
      }
      Optional<Found> found = search(name, neededBy);
      if (found.isEmpty()) {
        return null;
      }
      path = found.get().path;
      via = found.get().via;
    }
    return open(name, path, searched, neededBy, via);
  }

  /** The file of a path, which must be loadable: musl tries no other. */
  private @Nullable MuslObject open(
      String name, String path, boolean searched, @Nullable MuslObject neededBy, String via) {
    LoaderFiles.Opened opened = files.open(path);
    if (opened instanceof LoaderFiles.Failed failed) {
      lastError = failed.failure().message();
      return null;
    }
    if (!(opened instanceof LoaderFiles.Content content)) {
      lastError = "Is a directory";
      return null;
    }
    for (MuslObject object : chain) {
      if (object.identity.equals(content.identity())) {
        if (object.shortName.isEmpty() && searched) {
          object.shortName = object.path.substring(object.path.lastIndexOf('/') + 1);
        }
        return object;
      }
    }
    ElfFile program = chain.get(0).file.orElseThrow();
    if (!(content.content() instanceof ReadResult.Read<ElfFile> read)
        || read.value().header().bits() != program.header().bits()
        || read.value().dynamic().isEmpty()) {
      lastError = "Exec format error";
      return null;
    }
    String shortName = searched ? path.substring(path.lastIndexOf('/') + 1) : "";
    MuslObject object =
        new MuslObject(
            path,
            directory(path),
            content.identity(),
            Optional.of(read.value()),
            neededBy,
            shortName);
    chain.add(object);
    objects.add(shown(name, path, neededBy, via, read.value()));
    return object;
  }

  private static Resolution.LoadedObject shown(
      String name, String path, @Nullable MuslObject neededBy, String via, ElfFile file) {
    return new Resolution.LoadedObject(
        name,
        Optional.of(path),
        neededBy == null ? Optional.empty() : Optional.of(neededBy.path),
        neededBy == null ? "preload" : via,
        Optional.of(file));
  }

  private static String directory(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "." : path.substring(0, slash);
  }

  private static int ownName(String name) {
    if (name.startsWith("lib")) {
      for (int i = 0; i < OWN.length; i++) {
        if (name.startsWith(OWN[i], 3)) {
          return i;
        }
      }
    }
    return -1;
  }

  /** musl is all of these libraries itself, and says so once a name. */
  private MuslObject itself(String name, int own, @Nullable MuslObject neededBy) {
    String path = settings.build().path();
    Optional<ElfFile> file =
        files.open(path) instanceof LoaderFiles.Content content
            ? content.content().content()
            : Optional.empty();
    if (own >= 0 && (ownNames & 1 << own) == 0) {
      ownNames |= 1 << own;
      objects.add(
          new Resolution.LoadedObject(
              name,
              Optional.of(path),
              neededBy == null ? Optional.empty() : Optional.of(neededBy.path),
              "loader",
              file));
    }
    // It needs nothing, and is not in the list that short names are looked up in before it is used.
    return new MuslObject(path, directory(path), path, Optional.empty(), neededBy, "");
  }

  private record Found(String path, String via) {}

  private Optional<Found> search(String name, @Nullable MuslObject neededBy) {
    List<Resolution.Step> steps = new ArrayList<>();
    Optional<Found> found = Optional.empty();
    if (name.length() > NAME_LIMIT) {
      lastError = "File name too long";
    } else {
      found = search(name, neededBy, steps);
    }
    searches.add(
        new Resolution.Search(name, neededBy == null ? chain.get(0).path : neededBy.path, steps));
    return found;
  }

  private Optional<Found> search(
      String name, @Nullable MuslObject neededBy, List<Resolution.Step> steps) {
    boolean stopped = false;
    Optional<String> variable = settings.start().variable(GlibcSearch.VARIABLE);
    if (!settings.start().secure() && variable.isPresent()) {
      String path = variable.get();
      String found = inList(name, path, GlibcSearch.VARIABLE, Optional.empty(), steps);
      if (!found.isEmpty()) {
        return Optional.of(new Found(found, GlibcSearch.VARIABLE));
      }
      stopped = hardError;
    }
    for (@Nullable MuslObject at = neededBy; at != null && !stopped; at = at.neededBy) {
      Optional<String> runpath = runpath(at);
      if (runpath.isPresent()) {
        String found =
            inList(name, runpath.get(), GlibcSearch.RUNPATH, Optional.of(at.path), steps);
        if (!found.isEmpty()) {
          return Optional.of(new Found(found, GlibcSearch.RUNPATH));
        }
        stopped = hardError;
      }
    }
    if (!stopped) {
      String path = settings.files().muslPath().orElse(DEFAULT_PATH);
      String found = inList(name, path, GlibcSearch.SYSTEM, Optional.empty(), steps);
      if (!found.isEmpty()) {
        return Optional.of(new Found(found, GlibcSearch.SYSTEM));
      }
    }
    return Optional.empty();
  }

  /** The first file of a name that can be opened; empty where there is none. */
  private String inList(
      String name, String list, String source, Optional<String> from, List<Resolution.Step> steps) {
    List<String> directories = new ArrayList<>();
    List<String> tried = new ArrayList<>();
    String found = "";
    hardError = false;
    lastError = LoaderFiles.Failure.NOT_FOUND.message();
    for (String directory : list.split("[:\n]+", -1)) {
      if (directory.isEmpty()) {
        continue;
      }
      directories.add(directory);
      if (!found.isEmpty() || hardError) {
        continue;
      }
      String path = directory + "/" + name;
      tried.add(path);
      LoaderFiles.Opened opened = files.open(path);
      if (opened instanceof LoaderFiles.Failed failed) {
        lastError = failed.failure().message();
        hardError =
            failed.failure() != LoaderFiles.Failure.NOT_FOUND
                && failed.failure() != LoaderFiles.Failure.DENIED;
      } else {
        found = path;
      }
    }
    steps.add(new Resolution.Step(source, from, directories, tried));
    return found;
  }

  /** Only {@code $ORIGIN} is known; any other {@code $} makes musl ignore the whole path. */
  private Optional<String> runpath(MuslObject object) {
    Optional<ElfDynamic> dynamic =
        object.file.isPresent() ? object.file.get().dynamic() : Optional.empty();
    Optional<String> text = dynamic.isEmpty() ? Optional.empty() : dynamic.get().runpath();
    if (text.isEmpty() && dynamic.isPresent()) {
      text = dynamic.get().rpath();
    }
    if (text.isEmpty() || text.get().indexOf('$') < 0) {
      return text;
    }
    boolean program = object == chain.get(0);
    if (settings.start().secure() && (program || !object.origin.startsWith("/"))) {
      return Optional.empty();
    }
    String rest = text.get();
    StringBuilder expanded = new StringBuilder();
    for (int at = rest.indexOf('$'); at >= 0; at = rest.indexOf('$')) {
      int length = rest.startsWith("$ORIGIN", at) ? 7 : rest.startsWith("${ORIGIN}", at) ? 9 : 0;
      if (length == 0) {
        return Optional.empty();
      }
      expanded.append(rest, 0, at).append(object.origin);
      rest = rest.substring(at + length);
    }
    return Optional.of(expanded.append(rest).toString());
  }
}
