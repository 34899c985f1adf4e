package io.envprobe.gpu.internal.files;

import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Directories by patterns: a star stands for the rest of a name, {@code /usr/local/cuda*}. */
public final class Patterns {
  private Patterns() {}

  /**
   * The directories that a pattern means: those that are there where it has a star, the pattern
   * itself otherwise.
   */
  public static List<String> directories(Host host, String pattern) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return List.of(pattern);
    }
    int start = pattern.lastIndexOf('/', star);
    int end = pattern.indexOf('/', star);
    String parent = pattern.substring(0, start);
    String prefix = pattern.substring(start + 1, star);
    List<String> directories = new ArrayList<>();
    for (String name : host.list(parent).answer().orElse(List.of())) {
      String path = Names.in(parent, name);
      if (name.startsWith(prefix) && isDirectory(host, path)) {
        String rest = end < 0 ? "" : pattern.substring(end);
        directories.addAll(directories(host, path + rest));
      }
    }
    return directories;
  }

  /** Whether there is a directory of that name. */
  public static boolean isDirectory(Host host, String path) {
    return host.status(path) instanceof Outcome.Answer<FileStatus> answer
        && answer.value().isDirectory();
  }

  /** A string member of a JSON text, of an object in it perhaps; empty where it is not there. */
  public static String member(String json, String... names) {
    int at = 0;
    for (String name : names) {
      int found = json.indexOf('"' + name + '"', at);
      if (found < 0) {
        return "";
      }
      at = found + name.length() + 2;
    }
    int colon = json.indexOf(':', at);
    int start = colon < 0 ? -1 : json.indexOf('"', colon);
    int end = start < 0 ? -1 : json.indexOf('"', start + 1);
    boolean near = start >= 0 && json.substring(colon + 1, start).isBlank();
    return end < 0 || !near ? "" : json.substring(start + 1, end);
  }
}
