package io.envprobe.marker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the markers and requirement lines in files that hold them. Pure functions of the text. */
public enum MarkerFile {
  /** {@code pyproject.toml} and {@code pylock.toml}. */
  TOML,
  /** {@code requirements.txt} and constraints. */
  REQUIREMENTS,
  /** {@code METADATA} and {@code PKG-INFO}. */
  METADATA,
  /** One expression a line; blank lines and lines that begin with {@code #} do not count. */
  LIST;

  /** The format that a file's name suggests; a list where it suggests nothing. */
  public static MarkerFile of(String fileName) {
    String name = fileName.substring(fileName.replace('\\', '/').lastIndexOf('/') + 1);
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".toml")) {
      return TOML;
    }
    if (name.equals("METADATA") || name.equals("PKG-INFO")) {
      return METADATA;
    }
    boolean requirements = lower.contains("requirements") || lower.contains("constraints");
    return requirements && (lower.endsWith(".txt") || lower.endsWith(".in")) ? REQUIREMENTS : LIST;
  }

  /** The markers and requirement lines, in the order of the file; what is neither is left out. */
  public List<LocatedText> read(String file) {
    return switch (this) {
      case TOML -> new TomlMarkers(file).read();
      case REQUIREMENTS -> requirements(file);
      case METADATA -> metadata(file);
      case LIST -> list(file);
    };
  }

  private static List<LocatedText> list(String file) {
    List<LocatedText> found = new ArrayList<>();
    FileLines lines = new FileLines(file);
    int from = 0;
    while (from < file.length()) {
      int end = lineEnd(file, from);
      String line = file.substring(from, end);
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        found.add(plain(LocatedText.Kind.MARKER, file, from, end, lines));
      }
      from = end + 1;
    }
    return found;
  }

  private static List<LocatedText> metadata(String file) {
    List<LocatedText> found = new ArrayList<>();
    FileLines lines = new FileLines(file);
    int from = 0;
    while (from < file.length()) {
      int end = lineEnd(file, from);
      if (end == from || (end == from + 1 && file.charAt(from) == '\r')) {
        break;
      }
      String header = "requires-dist:";
      if (file.regionMatches(true, from, header, 0, header.length())) {
        found.add(plain(LocatedText.Kind.REQUIREMENT, file, from + header.length(), end, lines));
      }
      from = end + 1;
    }
    return found;
  }

  private static List<LocatedText> requirements(String file) {
    List<LocatedText> found = new ArrayList<>();
    FileLines lines = new FileLines(file);
    int from = 0;
    while (from < file.length()) {
      StringBuilder text = new StringBuilder();
      List<Integer> offsets = new ArrayList<>();
      boolean continued = true;
      while (continued && from < file.length()) {
        int end = lineEnd(file, from);
        int stop = end > from && file.charAt(end - 1) == '\r' ? end - 1 : end;
        continued = stop > from && file.charAt(stop - 1) == '\\';
        int last = continued ? stop - 1 : stop;
        for (int i = from; i < last; i++) {
          text.append(file.charAt(i));
          offsets.add(i);
        }
        from = end + 1;
      }
      int length = requirementLength(text);
      if (length > 0 && !text.substring(0, length).isBlank() && !isOption(text)) {
        int[] places = new int[length + 1];
        for (int i = 0; i < length; i++) {
          places[i] = offsets.get(i);
        }
        places[length] = offsets.get(length - 1) + 1;
        found.add(
            new LocatedText(
                LocatedText.Kind.REQUIREMENT, text.substring(0, length), places, lines));
      }
    }
    return found;
  }

  private static boolean isOption(CharSequence text) {
    String line = text.toString().strip();
    return line.startsWith("-") || line.startsWith(".") || line.startsWith("/");
  }

  /** The length without a comment and without the options of a single requirement. */
  private static int requirementLength(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      boolean begins = i == 0 || text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '\t';
      boolean option =
          text.charAt(i) == '-' && i + 1 < text.length() && text.charAt(i + 1) == '-' && i > 0;
      if (begins && (text.charAt(i) == '#' || option)) {
        return i;
      }
    }
    return text.length();
  }

  private static int lineEnd(String file, int from) {
    int end = file.indexOf('\n', from);
    return end < 0 ? file.length() : end;
  }

  private static LocatedText plain(
      LocatedText.Kind kind, String file, int from, int to, FileLines lines) {
    int start = from;
    int stop = to;
    while (start < stop && Character.isWhitespace(file.charAt(start))) {
      start++;
    }
    while (stop > start && Character.isWhitespace(file.charAt(stop - 1))) {
      stop--;
    }
    int[] offsets = new int[stop - start + 1];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = start + i;
    }
    return new LocatedText(kind, file.substring(start, stop), offsets, lines);
  }
}
