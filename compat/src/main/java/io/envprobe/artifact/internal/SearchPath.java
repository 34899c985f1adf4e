package io.envprobe.artifact.internal;

import io.envprobe.artifact.NativeFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Search paths relative to the file that has them. */
final class SearchPath {
  private static final List<String> ORIGINS =
      List.of("$ORIGIN", "${ORIGIN}", "@loader_path", "@executable_path");

  private SearchPath() {}

  /** Whether a path begins at the file itself, or at a place that only the loader knows. */
  static boolean isRelative(String entry) {
    return entry.startsWith("$") || entry.startsWith("@");
  }

  /**
   * The directory that a path leads to; empty where it is not relative to the file, or leads out of
   * the container.
   */
  static Optional<String> directory(NativeFile file, String entry, String container) {
    for (String origin : ORIGINS) {
      if (entry.equals(origin) || entry.startsWith(origin + "/")) {
        return resolved(parent(file.path()), entry.substring(origin.length()), container);
      }
    }
    return Optional.empty();
  }

  /** The path without its last part. */
  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static Optional<String> resolved(String base, String steps, String container) {
    String root = base.startsWith(container + "!") ? container + "!" : container;
    List<String> parts = new ArrayList<>();
    if (base.length() > root.length()) {
      parts.addAll(List.of(base.substring(root.length() + 1).split("/", -1)));
    }
    for (String step : steps.split("/", -1)) {
      if (step.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.remove(parts.size() - 1);
      } else if (!step.isEmpty() && !step.equals(".")) {
        parts.add(step);
      }
    }
    return Optional.of(parts.isEmpty() ? root : root + "/" + String.join("/", parts));
  }
}
