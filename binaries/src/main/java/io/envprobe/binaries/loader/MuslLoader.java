package io.envprobe.binaries.loader;

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
 * <p>Source: musl, ldso/dynlink.c, function load_library.
 * https://git.musl-libc.org/cgit/musl/tree/ldso/dynlink.c
 */
final class MuslLoader {
  private static final String[] OWN = {"c.", "pthread.", "rt.", "m.", "dl.", "util.", "xnet."};

  private final LoaderSettings settings;
  private final LoaderFiles files;
  private final List<MuslObject> chain = new ArrayList<>();
  private final List<Resolution.LoadedObject> objects = new ArrayList<>();
  private final List<Resolution.MissingLibrary> missing = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private int ownNames;
  private String lastError = "";
  private final MuslSearch search;

  private MuslLoader(LoaderSettings settings, LoaderFiles files, MuslObject program) {
    this.settings = settings;
    this.files = files;
    this.search = new MuslSearch(settings, files, program);
    chain.add(program);
  }

  /** Starts a program. */
  static Resolution resolve(
      LoaderSettings settings, LoaderFiles files, String path, String origin, ElfFile file) {
    String identity =
        files.open(path) instanceof LoaderFiles.Content content ? content.identity() : path;
    MuslObject program = new MuslObject(path, origin, identity, Optional.of(file), null, "");
    return new MuslLoader(settings, files, program).run("");
  }

  /** Opens a library, as {@code dlopen} does in a program that brings nothing else. */
  static Resolution open(LoaderSettings settings, LoaderFiles files, String name, ElfFile bare) {
    MuslObject program = new MuslObject(Loader.PROGRAM, "/", "", Optional.of(bare), null, "");
    return new MuslLoader(settings, files, program).run(name);
  }

  private Resolution run(String opened) {
    MuslObject program = chain.get(0);
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
    for (int i = 0; i < chain.size() && chain.size() < GlibcChain.OBJECT_LIMIT; i++) {
      MuslObject object = chain.get(i);
      List<String> needed = object.file.isPresent() ? object.file.get().needed() : List.of();
      for (String name : needed) {
        if (errors.size() < GlibcChain.OBJECT_LIMIT && load(name, object) == null) {
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
        objects, search.searches(), errors, warnings, missing, List.of(), errors.isEmpty());
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
      Optional<MuslSearch.Found> found = search.search(name, neededBy);
      if (found.isEmpty()) {
        lastError = search.lastError();
        return null;
      }
      path = found.get().path();
      via = found.get().via();
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
}
