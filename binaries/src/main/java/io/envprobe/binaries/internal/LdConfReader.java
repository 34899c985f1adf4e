package io.envprobe.binaries.internal;

import io.envprobe.binaries.LdConf;
import io.envprobe.binaries.LdConf.Directory;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Follows the loader's configuration files. */
public final class LdConfReader {
  private static final int MAX_FILES = 4096;
  private static final int MAX_DEPTH = 64;
  private static final String INCLUDE = "include";
  private static final String HWCAP = "hwcap";

  private final LdConf.Files files;
  private final Defects defects = new Defects();
  private final Map<String, Directory> directories = new LinkedHashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private int read;

  private LdConfReader(LdConf.Files files) {
    this.files = files;
  }

  public static LdConf read(String path, LdConf.Files files) throws IOException {
    LdConfReader reader = new LdConfReader(files);
    reader.follow(path);
    return new LdConf(List.copyOf(reader.directories.values()), reader.defects.list());
  }

  /** Recursion is bounded by {@link #MAX_DEPTH}. */
  private void follow(String path) throws IOException {
    if (open.contains(path)) {
      defects.add("conf-include-cycle", 0, "The file " + path + " includes itself.");
      return;
    }
    if (open.size() == MAX_DEPTH || read++ == MAX_FILES) {
      defects.add("conf-too-many-files", 0, "Includes are too deep or too many at " + path + ".");
      return;
    }
    Optional<String> text = files.text(path);
    if (text.isEmpty()) {
      return;
    }
    open.push(path);
    int number = 0;
    for (String line : text.get().split("\n", -1)) {
      number++;
      line(path, number, stripped(line));
    }
    open.pop();
  }

  private void line(String file, int number, String line) throws IOException {
    if (startsWithWord(line, INCLUDE)) {
      for (String pattern : line.substring(INCLUDE.length()).split("[ \t]+", -1)) {
        if (!pattern.isEmpty()) {
          include(file, pattern);
        }
      }
    } else if (!startsWithWord(line.toLowerCase(Locale.ROOT), HWCAP)) {
      String path = withoutSlashes(line);
      if (path.startsWith("/") && path.length() > 1) {
        directories.putIfAbsent(path, new Directory(path, file, number));
      }
    }
  }

  private static boolean startsWithWord(String line, String word) {
    return line.startsWith(word)
        && line.length() > word.length()
        && (line.charAt(word.length()) == ' ' || line.charAt(word.length()) == '\t');
  }

  private void include(String file, String pattern) throws IOException {
    String absolute =
        pattern.startsWith("/") || file.indexOf('/') < 0
            ? pattern
            : file.substring(0, file.lastIndexOf('/') + 1) + pattern;
    for (String path : expand(absolute)) {
      follow(path);
    }
  }

  /** As glob(3) without flags: sorted by byte, hidden files only for patterns with a dot. */
  private List<String> expand(String pattern) throws IOException {
    List<String> found = List.of(pattern.startsWith("/") ? "/" : "");
    for (String part : pattern.split("/+", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      List<String> next = new ArrayList<>();
      for (String parent : found) {
        String prefix = parent.isEmpty() || parent.endsWith("/") ? parent : parent + "/";
        if (!Glob.isPattern(part)) {
          next.add(prefix + part);
          continue;
        }
        for (String name : files.names(parent.isEmpty() ? "." : parent)) {
          if (Glob.matches(part, name) && next.size() < MAX_FILES) {
            next.add(prefix + name);
          }
        }
      }
      Collections.sort(next);
      found = next;
    }
    return found;
  }

  /** Without comment and surrounding white space. */
  private static String stripped(String line) {
    int hash = line.indexOf('#');
    int end = hash < 0 ? line.length() : hash;
    int start = 0;
    while (start < end && isSpace(line.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static String withoutSlashes(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
