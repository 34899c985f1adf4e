package io.envprobe.binaries.loader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The directories of all search lists. A directory is known once, whatever lists it is on, and what
 * was learned of its subdirectories holds for all of them.
 *
 * <p>Source: glibc, elf/dl-load.c, functions fillin_rpath and open_path; elf/dl-hwcaps.c.
 */
final class SearchDirectories {
  /** What is known of a directory or one of its capability subdirectories. */
  enum Status {
    UNKNOWN,
    EXISTING,
    MISSING
  }

  /** A directory: its name with a slash at the end, or empty for the working directory. */
  static final class Directory {
    final String name;
    final String source;
    final Optional<String> from;
    final Status[] status;

    Directory(String name, String source, Optional<String> from, int capabilities) {
      this.name = name;
      this.source = source;
      this.from = from;
      // The working directory may change, so nothing is remembered of relative ones.
      this.status = new Status[capabilities];
      Arrays.fill(status, name.startsWith("/") ? Status.UNKNOWN : Status.EXISTING);
    }
  }

  /** More than any real path has; the work grows with the square. */
  private static final int DIRECTORY_LIMIT = 4096;

  private final List<String> capabilities;
  private final Map<String, Directory> known = new HashMap<>();

  SearchDirectories(LoaderSettings settings) {
    this.capabilities = subdirectories(settings);
  }

  /** The subdirectories tried in each directory, with a slash at the end; the last is empty. */
  List<String> capabilities() {
    return capabilities;
  }

  private static List<String> subdirectories(LoaderSettings settings) {
    List<String> names = new ArrayList<>();
    if (settings.build().release() >= 33) {
      for (String capability : settings.processor().capabilities()) {
        names.add("glibc-hwcaps/" + capability + "/");
      }
    }
    if (settings.build().release() < 37 && !settings.processor().legacyCapabilities().isEmpty()) {
      List<String> parts = new ArrayList<>(settings.processor().legacyCapabilities());
      parts.add("tls");
      for (int chosen = (1 << parts.size()) - 1; chosen > 0; chosen--) {
        StringBuilder name = new StringBuilder();
        for (int i = parts.size() - 1; i >= 0; i--) {
          if ((chosen & 1 << i) != 0) {
            name.append(parts.get(i)).append('/');
          }
        }
        names.add(name.toString());
      }
    }
    names.add("");
    return List.copyOf(names);
  }

  /** The directories of a list that is given as a text with separators, each once. */
  List<Directory> list(
      String text, String separators, String source, Optional<String> from, StringTokens tokens) {
    List<Directory> list = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= text.length() && list.size() < DIRECTORY_LIMIT; end++) {
      if (end < text.length() && separators.indexOf(text.charAt(end)) < 0) {
        continue;
      }
      String element = text.substring(start, end);
      start = end + 1;
      String name = element;
      if (!element.isEmpty()) {
        Optional<String> expanded = tokens.expand(element);
        if (expanded.isEmpty() || expanded.get().isEmpty()) {
          continue;
        }
        name = withOneSlash(expanded.get());
      }
      Directory directory = of(name, source, from);
      if (!list.contains(directory)) {
        list.add(directory);
      }
    }
    return list;
  }

  /** A directory by its name. */
  Directory of(String name, String source, Optional<String> from) {
    Directory directory = known.get(name);
    if (directory == null) {
      directory = new Directory(name, source, from, capabilities.size());
      known.put(name, directory);
    }
    return directory;
  }

  private static String withOneSlash(String name) {
    int end = name.length();
    while (end > 1 && name.charAt(end - 1) == '/') {
      end--;
    }
    return name.substring(0, end) + (name.charAt(end - 1) == '/' ? "" : "/");
  }

  /**
   * The directories that are not known to be missing, from one on, as long as they come from the
   * same source; without the slash at the end.
   */
  List<String> shown(List<Directory> list, int from) {
    List<String> names = new ArrayList<>();
    String source = list.get(from).source;
    for (int i = from; i < list.size() && list.get(i).source.equals(source); i++) {
      Directory directory = list.get(i);
      for (int c = 0; c < capabilities.size(); c++) {
        if (directory.status[c] != Status.MISSING) {
          String name = directory.name + capabilities.get(c);
          names.add(name.length() <= 1 ? name : name.substring(0, name.length() - 1));
        }
      }
    }
    return names;
  }
}
