package io.envprobe.gpu.internal.khronos;

import io.envprobe.fact.FactRecord;
import io.envprobe.gpu.internal.files.LibraryFile;
import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.files.Names;
import java.util.Optional;

/**
 * A driver that a file names, and the library that this leads to.
 *
 * @param file the file that names it; empty where a variable does
 * @param library the name as it is written there
 * @param apiVersion what the file says of the version; empty where it says nothing
 * @param found the library; empty where it is nowhere
 * @param problem why the loader cannot use it; empty where it can
 */
record RegisteredDriver(
    String file,
    String library,
    Optional<String> apiVersion,
    Optional<LibraryFile> found,
    String problem) {
  private static final String UNREAD = "may not be read";

  /** A file, or a directory of them, that may not be read. */
  static RegisteredDriver unread(String file) {
    return new RegisteredDriver(file, "", Optional.empty(), Optional.empty(), UNREAD);
  }

  /** Whether it is not known what it names. */
  boolean isUnread() {
    return problem.equals(UNREAD) && found.isEmpty();
  }

  /** Looks for the library: a name as any program would, a path from the file's own directory. */
  static RegisteredDriver of(
      LibrarySearch search, String file, String library, Optional<String> apiVersion) {
    if (library.isEmpty()) {
      return new RegisteredDriver(
          file, library, apiVersion, Optional.empty(), "the file names no library");
    }
    Optional<LibraryFile> found;
    if (library.indexOf('/') < 0) {
      found = search.first(library);
    } else {
      String path = Names.isAbsolute(library) ? library : Names.in(Names.parent(file), library);
      found = LibraryFile.examine(search.host(), path, search.architecture());
    }
    String problem =
        found.isEmpty()
            ? "the library is nowhere"
            : found.get().isSound() ? search.unmetNeed(found.get()) : found.get().problem();
    return new RegisteredDriver(file, library, apiVersion, found, problem);
  }

  boolean isSound() {
    return problem.isEmpty();
  }

  FactRecord record() {
    return FactRecord.builder()
        .put("file", file)
        .put("library", library)
        .put("api_version", apiVersion)
        .put("path", found.map(LibraryFile::path))
        .put("sound", isSound())
        .put("problem", isSound() ? Optional.empty() : Optional.of(problem))
        .build();
  }
}
