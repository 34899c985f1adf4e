package io.envprobe.requirement.internal;

import io.envprobe.requirement.LibraryOrigin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Who put a file where it lies, by its directories alone. Not thread-safe. */
public final class MappedPlaces {
  /** An environment of conda keeps the records of its packages in this directory. */
  private static final String CONDA = "/conda-meta";

  /** Where installers put wheels; Debian's own packages lie in {@code dist-packages} instead. */
  private static final String WHEELS = "/site-packages/";

  private static final String LOCAL_WHEELS = "/local/lib/python";

  private static final List<String> SYSTEM = List.of("/lib/", "/lib32/", "/lib64/", "/libx32/");

  private final Predicate<String> isDirectory;
  private final Map<String, Boolean> environments = new HashMap<>();

  /** Places on the machine that the answers are from. */
  public MappedPlaces(Predicate<String> isDirectory) {
    this.isDirectory = isDirectory;
  }

  /**
   * What the file belongs to; elsewhere where no directory tells. Conda's own Python packages need
   * no libraries of each other's, so that what lies among Python packages counts as a wheel's.
   */
  public LibraryOrigin.From from(String path) {
    if (path.contains(WHEELS)
        || (path.contains(LOCAL_WHEELS) && path.contains("/dist-packages/"))) {
      return LibraryOrigin.From.WHEEL;
    }
    if (isInEnvironment(path)) {
      return LibraryOrigin.From.CONDA;
    }
    String inside = withoutRoot(path);
    String below = inside.startsWith("/usr/") ? inside.substring(4) : inside;
    for (String directory : SYSTEM) {
      if (below.startsWith(directory)) {
        return LibraryOrigin.From.SYSTEM;
      }
    }
    return LibraryOrigin.From.ELSEWHERE;
  }

  private boolean isInEnvironment(String path) {
    int slash = path.lastIndexOf('/');
    return slash > 0 && environments.computeIfAbsent(path.substring(0, slash), this::hasRecords);
  }

  private boolean hasRecords(String directory) {
    for (int end = directory.length(); end > 0; end = directory.lastIndexOf('/', end - 1)) {
      if (isDirectory.test(directory.substring(0, end) + CONDA)) {
        return true;
      }
    }
    return false;
  }

  /** A process in a container is seen through its root. */
  private static String withoutRoot(String path) {
    int root = path.startsWith("/proc/") ? path.indexOf("/root/") : -1;
    return root < 0 ? path : path.substring(root + 5);
  }
}
