package io.envprobe.artifact.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file that a process has mapped.
 *
 * @param path as the process sees it
 * @param deleted whether the file of that name is another one by now, or none
 */
record MappedFile(String path, boolean deleted) {
  private static final String DELETED = " (deleted)";
  private static final int FIELDS = 5;

  /**
   * The files of {@code /proc/PID/maps}, each once. Source:
   * https://man7.org/linux/man-pages/man5/proc_pid_maps.5.html
   */
  static List<MappedFile> parse(String maps) {
    Map<String, MappedFile> files = new LinkedHashMap<>();
    for (String line : maps.split("\n", -1)) {
      String path = name(line);
      // A host shows the home directory as ~.
      if ((path.startsWith("/") && !path.startsWith("/dev/")) || path.startsWith("~/")) {
        boolean deleted = path.endsWith(DELETED);
        String name = deleted ? path.substring(0, path.length() - DELETED.length()) : path;
        files.putIfAbsent(path, new MappedFile(name.replace("\\012", "\n"), deleted));
      }
    }
    return new ArrayList<>(files.values());
  }

  /** What follows the fifth field and the blanks after it. */
  private static String name(String line) {
    int at = 0;
    for (int field = 0; field < FIELDS; field++) {
      at = line.indexOf(' ', at);
      if (at < 0) {
        return "";
      }
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
    }
    return line.substring(at);
  }
}
