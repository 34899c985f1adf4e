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
  private static final String OPTIONAL = "auxiliary";

  private final LoaderSettings settings;
  private final LoaderFiles files;

  private final GlibcObject program;
  private final GlibcChain chain;
  private final List<Resolution.MissingLibrary> missing = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private GlibcLoader(LoaderSettings settings, LoaderFiles files, GlibcObject program) {
    this.settings = settings;
    this.files = files;
    this.program = program;
    this.chain = new GlibcChain(settings, files, program);
  }

  /** Starts a program, or asks of a library what the loader would, were it one. */
  static Resolution resolve(
      LoaderSettings settings, LoaderFiles files, String path, String origin, ElfFile file) {
    String identity =
        files.open(path) instanceof LoaderFiles.Content content ? content.identity() : path;
    GlibcObject program =
        new GlibcObject(path, path, origin, identity, Optional.of(file), null, "");
    return new GlibcLoader(settings, files, program).run(Optional.empty());
  }

  /** Opens a library, as {@code dlopen} does in a program that brings nothing else. */
  static Resolution open(LoaderSettings settings, LoaderFiles files, String name, ElfFile bare) {
    GlibcObject program =
        new GlibcObject(Loader.PROGRAM, Loader.PROGRAM, "/", "", Optional.of(bare), null, "");
    return new GlibcLoader(settings, files, program).run(Optional.of(name));
  }

  private Resolution run(Optional<String> opened) {
    String speaker = opened.isPresent() ? "" : program.path + ": ";
    GlibcSearch search =
        new GlibcSearch(settings, files, program, program.file.orElseThrow().header());
    Auditors.warnings(settings, files, program, warnings);
    boolean loads = true;
    try {
      List<GlibcObject> roots = new ArrayList<>();
      roots.add(program);
      preload(search, roots);
      if (opened.isPresent()) {
        chain.startOpening();
        roots.add(required(search, opened.get(), program));
      }
      loadDependencies(search, roots);
      loads = LoadChecks.capabilities(settings, chain.objects(), warnings);
    } catch (LoaderException e) {
      errors.add(
          opened.isPresent()
              ? e.text()
              : speaker + "error while loading shared libraries: " + e.text());
      loads = false;
    }
    loads &= missing.isEmpty();
    boolean printed = errors.isEmpty();
    List<Resolution.LoadedObject> objects = new ArrayList<>();
    for (GlibcObject object : chain.objects()) {
      if (object != program && printed) {
        objects.add(object.shown());
      }
    }
    VersionCheck versions = new VersionCheck(speaker, chain.objects(), errors, warnings);
    if (printed) {
      loads &= versions.check();
    }
    return new Resolution(
        objects, search.searches(), errors, warnings, missing, versions.missing(), loads);
  }

  private void preload(GlibcSearch search, List<GlibcObject> roots) {
    boolean secure = settings.start().secure();
    for (String name : Preloads.inVariable(settings.start().variable("LD_PRELOAD").orElse(""))) {
      if (!secure || name.indexOf('/') < 0) {
        preload(search, roots, name, "LD_PRELOAD", true);
      }
    }
    for (String name : Preloads.inFile(settings.files().preload().orElse(""))) {
      preload(search, roots, name, "/etc/ld.so.preload", false);
    }
  }

  private void preload(
      GlibcSearch search, List<GlibcObject> roots, String name, String source, boolean trusted) {
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
      chain.putBefore(found.get(), object);
    }
  }

  private GlibcObject placeholder(String name, GlibcObject requester, String via)
      throws LoaderException {
    GlibcObject object = new GlibcObject(name, name, "", "", Optional.empty(), requester, via);
    chain.add(object);
    if (!via.equals(OPTIONAL)) {
      missing.add(new Resolution.MissingLibrary(name, requester.path));
    }
    return object;
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
    Optional<GlibcObject> loaded = chain.loaded(name);
    if (loaded.isPresent()) {
      return loaded;
    }
    if (name.indexOf('/') >= 0) {
      String path = expanded(search, name, requester);
      Candidate candidate = Candidate.open(settings, files, path, search.header());
      return candidate.file().isEmpty()
          ? Optional.empty()
          : Optional.of(
              chain.object(name, path, candidate, requester, via.isEmpty() ? "path" : via));
    }
    Optional<GlibcSearch.Hit> hit = search.find(name, requester, trusted);
    return hit.isEmpty()
        ? Optional.empty()
        : Optional.of(
            chain.object(
                name,
                hit.get().path(),
                hit.get().candidate(),
                requester,
                via.isEmpty() ? hit.get().via() : via));
  }
}
