package io.envprobe.binaries.loader;

import java.util.Optional;

/**
 * Replaces {@code $ORIGIN}, {@code $LIB} and {@code $PLATFORM} as glibc does.
 *
 * <p>Source: glibc, elf/dl-load.c, functions is_dst, _dl_dst_substitute and
 * is_trusted_path_normalize.
 *
 * @param settings what the tokens stand for
 * @param origin the directory of the object whose path is expanded
 * @param program whether that object is the program itself
 */
record StringTokens(LoaderSettings settings, String origin, boolean program) {

  /** The text with its tokens replaced; empty where a known token stands for nothing here. */
  Optional<String> expand(String text) {
    StringBuilder expanded = new StringBuilder();
    boolean trustNeeded = false;
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) != '$') {
        expanded.append(text.charAt(at++));
        continue;
      }
      at++;
      int length = token(text, at, "ORIGIN");
      Optional<String> replacement;
      if (length > 0) {
        boolean leading =
            at == 1 && (at + length == text.length() || text.charAt(at + length) == '/');
        replacement =
            settings.start().secure() && !leading ? Optional.empty() : Optional.of(origin);
        trustNeeded = settings.start().secure() && program;
      } else if ((length = token(text, at, "PLATFORM")) > 0) {
        replacement = settings.processor().platform();
      } else if ((length = token(text, at, "LIB")) > 0) {
        replacement = Optional.of(settings.build().library());
      } else {
        expanded.append('$');
        continue;
      }
      if (replacement.isEmpty()) {
        return Optional.empty();
      }
      expanded.append(replacement.get());
      at += length;
    }
    String result = expanded.toString();
    return trustNeeded && !isTrusted(result) ? Optional.empty() : Optional.of(result);
  }

  /** Whether there is a token at all. */
  static boolean anyIn(String text) {
    for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
      if (token(text, at + 1, "ORIGIN") > 0
          || token(text, at + 1, "PLATFORM") > 0
          || token(text, at + 1, "LIB") > 0) {
        return true;
      }
    }
    return false;
  }

  private static int token(String text, int at, String name) {
    boolean braces = at < text.length() && text.charAt(at) == '{';
    int start = braces ? at + 1 : at;
    if (!text.startsWith(name, start)) {
      return 0;
    }
    int end = start + name.length();
    char next = end < text.length() ? text.charAt(end) : '\0';
    boolean longer =
        (next >= 'A' && next <= 'Z')
            || (next >= 'a' && next <= 'z')
            || (next >= '0' && next <= '9')
            || next == '_';
    if (longer || (braces && next != '}')) {
      return 0;
    }
    return name.length() + (braces ? 2 : 0);
  }

  private boolean isTrusted(String path) {
    String normal = normalize(path) + "/";
    for (String directory : settings.build().systemDirectories()) {
      if (normal.startsWith(directory)) {
        return true;
      }
    }
    return false;
  }

  static String normalize(String path) {
    StringBuilder normal = new StringBuilder();
    int start = 0;
    while (start <= path.length()) {
      int end = path.indexOf('/', start);
      if (end < 0) {
        end = path.length();
      }
      String name = path.substring(start, end);
      if (name.equals("..")) {
        normal.setLength(Math.max(0, normal.lastIndexOf("/")));
      } else if (!name.isEmpty() && !name.equals(".")) {
        normal.append('/').append(name);
      }
      start = end + 1;
    }
    return normal.toString();
  }
}
