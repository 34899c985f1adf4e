package io.envprobe.marker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the texts of a TOML file that are requirements or markers: it follows tables, keys, texts
 * and brackets, and is not a judge of the rest of the file.
 */
final class TomlMarkers {
  private final String file;
  private final FileLines lines;
  private final List<LocatedText> found = new ArrayList<>();
  private int at;
  private String table = "";
  private String key = "";
  private int brackets;
  private int braces;
  private boolean value;

  TomlMarkers(String file) {
    this.file = file;
    this.lines = new FileLines(file);
  }

  List<LocatedText> read() {
    while (at < file.length()) {
      char c = file.charAt(at);
      if (c == '#') {
        skipLine();
      } else if (c == '"' || c == '\'') {
        text(c);
      } else if (c == '[' && !value && brackets == 0) {
        header();
      } else if (c == '\n') {
        at++;
        if (brackets == 0 && braces == 0) {
          value = false;
          key = "";
        }
      } else if (c == '=') {
        value = true;
        at++;
      } else if (isKeyPart(c) && !value) {
        key = bareKey();
      } else {
        bracket(c);
        at++;
      }
    }
    return found;
  }

  private void bracket(char c) {
    switch (c) {
      case '[' -> brackets++;
      case ']' -> brackets = Math.max(0, brackets - 1);
      case '{' -> {
        braces++;
        value = false;
      }
      case '}' -> {
        braces = Math.max(0, braces - 1);
        value = true;
      }
      case ',' -> value = braces == 0 && value;
      default -> {}
    }
  }

  private void skipLine() {
    int end = file.indexOf('\n', at);
    at = end < 0 ? file.length() : end;
  }

  private void header() {
    int start = at;
    skipLine();
    String line = file.substring(start, at);
    int open = line.startsWith("[[") ? 2 : 1;
    int close = line.indexOf(']');
    table = close < open ? "" : line.substring(open, close).replace("\"", "").strip();
  }

  private static boolean isKeyPart(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
  }

  private String bareKey() {
    int start = at;
    while (at < file.length() && isKeyPart(file.charAt(at))) {
      at++;
    }
    return file.substring(start, at);
  }

  private void text(char quote) {
    String mark = String.valueOf(quote);
    boolean multiline = file.startsWith(mark.repeat(3), at);
    int open = multiline ? 3 : 1;
    int start = at + open;
    StringBuilder decoded = new StringBuilder();
    List<Integer> offsets = new ArrayList<>();
    at = start;
    while (at < file.length()) {
      char c = file.charAt(at);
      if (multiline ? file.startsWith(mark.repeat(3), at) : c == quote) {
        break;
      }
      if (!multiline && c == '\n') {
        return;
      }
      offsets.add(at);
      if (c == '\\' && quote == '"' && at + 1 < file.length()) {
        escape(decoded);
        while (offsets.size() < decoded.length()) {
          offsets.add(offsets.get(offsets.size() - 1));
        }
      } else {
        decoded.append(c);
        at++;
      }
    }
    offsets.add(at);
    at = Math.min(file.length(), at + open);
    if (!value) {
      key = decoded.toString();
      return;
    }
    kind()
        .ifPresent(
            kind -> {
              int[] places = offsets.stream().mapToInt(Integer::intValue).toArray();
              found.add(new LocatedText(kind, decoded.toString(), places, lines));
            });
  }

  private void escape(StringBuilder decoded) {
    char c = file.charAt(at + 1);
    int digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
    int known = "btnfr\"\\".indexOf(c);
    if (known >= 0) {
      decoded.append("\b\t\n\f\r\"\\".charAt(known));
    } else if (digits > 0 && at + 2 + digits <= file.length()) {
      decoded.append(character(file.substring(at + 2, at + 2 + digits)));
      at += digits;
    } else {
      decoded.append('\uFFFD');
    }
    at += 2;
  }

  private static String character(String hexadecimal) {
    int code = 0;
    for (int i = 0; i < hexadecimal.length(); i++) {
      int digit = Character.digit(hexadecimal.charAt(i), 16);
      if (digit < 0 || code > Character.MAX_CODE_POINT >> 4) {
        return "\uFFFD";
      }
      code = code * 16 + digit;
    }
    return Character.isValidCodePoint(code) ? Character.toString(code) : "\uFFFD";
  }

  /** What a text at this place is, by the specifications of pyproject.toml and pylock.toml. */
  private Optional<LocatedText.Kind> kind() {
    String path = table.isEmpty() ? key : table + "." + key;
    if (path.equals("project.dependencies")
        || path.equals("build-system.requires")
        || table.equals("project.optional-dependencies")
        || path.startsWith("project.optional-dependencies.")
        || (table.equals("dependency-groups") && braces == 0)
        || path.equals("tool.uv.constraint-dependencies")
        || path.equals("tool.uv.override-dependencies")
        || path.equals("tool.uv.dev-dependencies")) {
      return Optional.of(LocatedText.Kind.REQUIREMENT);
    }
    boolean marker =
        key.equals("marker")
            || key.equals("markers")
            || path.equals("environments")
            || path.equals("tool.uv.environments")
            || path.equals("tool.uv.required-environments");
    return marker ? Optional.of(LocatedText.Kind.MARKER) : Optional.empty();
  }
}
