package io.envprobe.binaries.loader;

import java.util.ArrayList;
import java.util.List;

/** The names in lists of objects to load before everything else. */
final class Preloads {
  private Preloads() {}

  /** The names in a file such as {@code /etc/ld.so.preload}, where {@code #} starts a comment. */
  static List<String> inFile(String text) {
    StringBuilder plain = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      int comment = line.indexOf('#');
      plain.append(comment < 0 ? line : line.substring(0, comment)).append(' ');
    }
    return inVariable(plain.toString());
  }

  /** The names in a variable, with blanks or colons between them. */
  static List<String> inVariable(String text) {
    List<String> names = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= text.length(); end++) {
      if (end == text.length() || " :\t\n\r".indexOf(text.charAt(end)) >= 0) {
        if (end > start) {
          names.add(text.substring(start, end));
        }
        start = end + 1;
      }
    }
    return names;
  }
}
