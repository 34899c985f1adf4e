package io.envprobe.binaries.loader;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What macOS's loader does not learn from the files that it loads. Immutable.
 *
 * @param architecture of the process, as {@link
 *     io.envprobe.binaries.MachOFile.Slice#architecture()} spells it
 * @param executable the program's path, which {@code @executable_path} is from; empty where a
 *     library is looked at by itself
 * @param workingDirectory absolute
 * @param variables its environment, of which {@code DYLD_…} is read
 * @param restricted whether the variables are dropped, as for programs of the system and those with
 *     a hardened runtime
 * @param sharedCache whether the libraries of the system are in a cache and have no files, as since
 *     macOS 11
 * @param cached the paths in that cache; empty where it could not be read, and every path of the
 *     system is taken to be in it
 */
public record DyldSettings(
    String architecture,
    Optional<String> executable,
    String workingDirectory,
    Map<String, String> variables,
    boolean restricted,
    boolean sharedCache,
    Optional<Set<String>> cached) {
  private static final String[] CACHED = {"/usr/lib/", "/System/"};

  public DyldSettings {
    variables = Map.copyOf(variables);
    cached = cached.map(Set::copyOf);
  }

  /** A variable that the loader reads; empty where it is not set, or dropped. */
  Optional<String> variable(String name) {
    return restricted ? Optional.empty() : Optional.ofNullable(variables.get(name));
  }

  /**
   * Whether a path that leads to no file is in the cache of the system.
   *
   * @param named whether a file names this very path; a guess from the name counts for no other
   */
  boolean isCached(String path, boolean named) {
    if (!sharedCache || cached.isPresent()) {
      return sharedCache && cached.orElseThrow().contains(path);
    }
    for (String start : CACHED) {
      if (named && path.startsWith(start)) {
        return true;
      }
    }
    return false;
  }
}
