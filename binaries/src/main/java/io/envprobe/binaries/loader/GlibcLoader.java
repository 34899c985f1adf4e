package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.ElfFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * glibc's loader: breadth first over what each object needs, every SONAME once. Used once.
 *
 * <p>Source: glibc, elf/rtld.c, elf/dl-load.c, elf/dl-deps.c. https://sourceware.org/git/glibc.git
 */
final class GlibcLoader {
  /** More than any real program has; the work grows with the square. */
  static final int OBJECT_LIMIT = 4096;

  private static final String OPTIONAL = "auxiliary";

  private final LoaderSettings settings;
  private final LoaderFiles files;

  /** The loader's own list, in which objects are printed; the program first. */
  private final List<GlibcObject> chain = new ArrayList<>();

  /** The loader is in memory before everything else, and appears in the list once it is needed. */
  private Optional<GlibcObject> itself = Optional.empty();

  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** Whether what is loaded now is loaded for {@code dlopen}. */
  private boolean opening;

  GlibcLoader(LoaderSettings settings, LoaderFiles files) {
    this.settings = settings;
    this.files = files;
  }

  /** Starts a program, or asks of a library what the loader would, were it one. */
  Resolution resolve(String path, String origin, ElfFile file) {
    GlibcObject program =
        new GlibcObject(path, path, origin, identity(path), Optional.of(file), null, "");
    return run(program, Optional.empty());
  }

  /** Opens a library, as {@code dlopen} does in a program that brings nothing else. */
  Resolution open(String name, ElfFile bare) {
    GlibcObject program =
        new GlibcObject(Loader.PROGRAM, Loader.PROGRAM, "/", "", Optional.of(bare), null, "");
    return run(program, Optional.of(name));
  }

  private Resolution run(GlibcObject program, Optional<String> opened) {
    String speaker = opened.isPresent() ? "" : program.path + ": ";
    GlibcSearch search =
        new GlibcSearch(settings, files, program, program.file.orElseThrow().header());
    chain.add(program);
    itself = itself(program);
    boolean loads = true;
    try {
      List<GlibcObject> roots = new ArrayList<>();
      roots.add(program);
      preload(search, program, roots);
      if (opened.isPresent()) {
        opening = true;
        roots.add(required(search, opened.get(), program));
      }
      loadDependencies(search, roots);
      loads = LoadChecks.capabilities(settings, chain, warnings);
    } catch (LoaderException e) {
      errors.add(
          opened.isPresent()
              ? e.text()
              : speaker + "error while loading shared libraries: " + e.text());
      loads = false;
    }
    boolean printed = errors.isEmpty();
    List<Resolution.LoadedObject> objects = new ArrayList<>();
    List<Resolution.MissingLibrary> missing = new ArrayList<>();
    for (GlibcObject object : chain) {
      if (object != program && printed) {
        objects.add(object.shown());
      }
      if (object.isMissing() && !object.via.equals(OPTIONAL)) {
        String requiredBy = object.loader == null ? program.path : object.loader.path;
        missing.add(new Resolution.MissingLibrary(object.name, requiredBy));
        loads = false;
      }
    }
    VersionCheck versions = new VersionCheck(speaker, chain, errors, warnings);
    if (printed) {
      loads &= versions.check();
    }
    return new Resolution(
        objects, search.searches(), errors, warnings, missing, versions.missing(), loads);
  }

  private Optional<GlibcObject> itself(GlibcObject program) {
    String path = settings.build().path();
    if (path.isEmpty()
        || !(files.open(path) instanceof LoaderFiles.Content content)
        || content.content().content().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new GlibcObject(
            path,
            path,
            settings.start().directoryOf(path),
            content.identity(),
            content.content().content(),
            program,
            "loader"));
  }

  private String identity(String path) {
    return files.open(path) instanceof LoaderFiles.Content content ? content.identity() : path;
  }

  private void preload(GlibcSearch search, GlibcObject program, List<GlibcObject> roots) {
    boolean secure = settings.start().secure();
    for (String name : Preloads.inVariable(settings.start().variable("LD_PRELOAD").orElse(""))) {
      if (!secure || name.indexOf('/') < 0) {
        preload(search, program, roots, name, "LD_PRELOAD", true);
      }
    }
    for (String name : Preloads.inFile(settings.files().preload().orElse(""))) {
      preload(search, program, roots, name, "/etc/ld.so.preload", false);
    }
  }

  private void preload(
      GlibcSearch search,
      GlibcObject program,
      List<GlibcObject> roots,
      String name,
      String source,
      boolean trusted) {
    String reason;
    try {
      Optional<GlibcObject> object = load(search, name, program, trusted, "preload");
      if (object.isPresent()) {
        if (!roots.contains(object.get())) {
          roots.add(object.get());
        }
        return;
      }
      reason = search.missing();
    } catch (LoaderException e) {
      String text = e.text();
      reason = text.substring(text.indexOf(": ") + 2);
    }
    warnings.add(
        "ERROR: ld.so: object '"
            + name
            + "' from "
            + source
            + " cannot be preloaded ("
            + reason
            + "): ignored.");
  }

  private void loadDependencies(GlibcSearch search, List<GlibcObject> roots)
      throws LoaderException {
    List<GlibcObject> queue = new ArrayList<>(roots);
    Set<GlibcObject> done = new HashSet<>();
    int at = 0;
    while (at < queue.size()) {
      GlibcObject object = queue.get(at);
      if (done.add(object)) {
        loadDependencies(search, object, queue);
      } else {
        at++;
      }
    }
  }

  private void loadDependencies(GlibcSearch search, GlibcObject object, List<GlibcObject> queue)
      throws LoaderException {
    Optional<ElfDynamic> dynamic = object.dynamic();
    if (dynamic.isEmpty()) {
      return;
    }
    int needed = 0;
    int required = 0;
    int optional = 0;
    for (ElfDynamic.Entry entry : dynamic.get().entries()) {
      if (entry.tag() == Tag.NEEDED) {
        GlibcObject dependency = required(search, at(dynamic.get().needed(), needed++), object);
        if (!queue.contains(dependency)) {
          queue.add(dependency);
        }
      } else if (entry.tag() == Tag.FILTER) {
        filter(search, at(dynamic.get().filters(), required++), object, true, queue);
      } else if (entry.tag() == Tag.AUXILIARY) {
        filter(search, at(dynamic.get().auxiliaries(), optional++), object, false, queue);
      }
    }
  }

  private static String at(List<String> names, int index) {
    return index < names.size() ? names.get(index) : "";
  }

  private GlibcObject required(GlibcSearch search, String name, GlibcObject requester)
      throws LoaderException {
    String expanded = expanded(search, name, requester);
    Optional<GlibcObject> object = load(search, expanded, requester, false, "");
    if (object.isPresent()) {
      return object.get();
    }
    if (!settings.start().tracing()) {
      throw new LoaderException(expanded + ": " + search.missing() + search.reason());
    }
    return placeholder(expanded, requester, "");
  }

  /** A filter comes before the object that it filters, in both lists. */
  private void filter(
      GlibcSearch search, String name, GlibcObject object, boolean must, List<GlibcObject> queue)
      throws LoaderException {
    Optional<GlibcObject> found = load(search, name, object, false, "");
    if (found.isEmpty() && settings.start().tracing()) {
      found = Optional.of(placeholder(name, object, must ? "" : OPTIONAL));
    }
    if (found.isEmpty() && must) {
      throw new LoaderException(name + ": " + search.missing() + search.reason());
    }
    if (found.isPresent() && !queue.contains(found.get())) {
      queue.add(queue.indexOf(object), found.get());
      chain.remove(found.get());
      chain.add(chain.indexOf(object), found.get());
    }
  }

  private GlibcObject placeholder(String name, GlibcObject requester, String via)
      throws LoaderException {
    GlibcObject missing = new GlibcObject(name, name, "", "", Optional.empty(), requester, via);
    add(missing);
    return missing;
  }

  private String expanded(GlibcSearch search, String name, GlibcObject requester)
      throws LoaderException {
    if (!StringTokens.anyIn(name)) {
      return name;
    }
    if (settings.start().secure()) {
      throw new LoaderException(name + ": DST not allowed in SUID/SGID programs");
    }
    Optional<String> expanded = search.tokens(requester).expand(name);
    if (expanded.isEmpty() || expanded.get().isEmpty()) {
      throw new LoaderException(name + ": empty dynamic string token substitution");
    }
    return expanded.get();
  }

  /** The object of a name: one that is loaded already, or a file; empty where there is none. */
  private Optional<GlibcObject> load(
      GlibcSearch search, String name, GlibcObject requester, boolean trusted, String via)
      throws LoaderException {
    for (GlibcObject object : chain) {
      if (object.answersTo(name)) {
        return Optional.of(object);
      }
    }
    if (itself.isPresent() && itself.get().answersTo(name)) {
      add(itself.get());
      return itself;
    }
    if (name.indexOf('/') >= 0) {
      String path = expanded(search, name, requester);
      Candidate candidate = Candidate.open(settings, files, path, search.header());
      return candidate.file().isEmpty()
          ? Optional.empty()
          : Optional.of(object(name, path, candidate, requester, via.isEmpty() ? "path" : via));
    }
    Optional<GlibcSearch.Hit> hit = search.find(name, requester, trusted);
    return hit.isEmpty()
        ? Optional.empty()
        : Optional.of(
            object(
                name,
                hit.get().path(),
                hit.get().candidate(),
                requester,
                via.isEmpty() ? hit.get().via() : via));
  }

  private GlibcObject object(
      String name, String path, Candidate candidate, GlibcObject requester, String via)
      throws LoaderException {
    for (GlibcObject object : chain) {
      if (!object.isMissing() && object.identity.equals(candidate.identity())) {
        object.names.add(name);
        return object;
      }
    }
    ElfFile file = candidate.file().orElseThrow();
    LoadChecks.loadable(path, file);
    if (opening) {
      LoadChecks.openable(settings, path, file);
    }
    GlibcObject object =
        new GlibcObject(
            name,
            path,
            settings.start().directoryOf(path),
            candidate.identity(),
            Optional.of(file),
            requester,
            via);
    add(object);
    return object;
  }

  private void add(GlibcObject object) throws LoaderException {
    if (chain.size() >= OBJECT_LIMIT) {
      throw new LoaderException(object.name + ": more than " + OBJECT_LIMIT + " objects");
    }
    chain.add(object);
  }
}
