package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** glibc's own list of objects, in which they are printed; the program first. */
final class GlibcChain {
  /** More than any real program has; the work grows with the square. */
  static final int OBJECT_LIMIT = 4096;

  private final LoaderSettings settings;
  private final List<GlibcObject> objects = new ArrayList<>();

  /** The loader is in memory before everything else, and appears in the list once it is needed. */
  private final Optional<GlibcObject> itself;

  /** Whether what is loaded now is loaded for {@code dlopen}. */
  private boolean opening;

  GlibcChain(LoaderSettings settings, LoaderFiles files, GlibcObject program) {
    this.settings = settings;
    this.itself = itself(settings, files, program);
    objects.add(program);
  }

  /** From now on objects are loaded for {@code dlopen}. */
  void startOpening() {
    opening = true;
  }

  /** The objects so far. */
  List<GlibcObject> objects() {
    return objects;
  }

  /** The object that answers to a name already. */
  Optional<GlibcObject> loaded(String name) throws LoaderException {
    for (GlibcObject object : objects) {
      if (object.answersTo(name)) {
        return Optional.of(object);
      }
    }
    if (itself.isPresent() && itself.get().answersTo(name)) {
      add(itself.get());
      return itself;
    }
    return Optional.empty();
  }

  /** Puts an object before another one. */
  void putBefore(GlibcObject object, GlibcObject other) {
    objects.remove(object);
    objects.add(objects.indexOf(other), object);
  }

  private static Optional<GlibcObject> itself(
      LoaderSettings settings, LoaderFiles files, GlibcObject program) {
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

  /** The object of a file: one that is loaded already under another name, or a new one. */
  GlibcObject object(
      String name, String path, Candidate candidate, GlibcObject requester, String via)
      throws LoaderException {
    for (GlibcObject object : objects) {
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

  /** Appends an object. */
  void add(GlibcObject object) throws LoaderException {
    if (objects.size() >= OBJECT_LIMIT) {
      throw new LoaderException(object.name + ": more than " + OBJECT_LIMIT + " objects");
    }
    objects.add(object);
  }
}
