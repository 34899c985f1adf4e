package io.envprobe.gpu.internal.files;

import io.envprobe.host.Host;
import io.envprobe.host.Outcome;

/** Parts of paths and of library names. */
public final class Names {
  private Names() {}

  /** Everything before the last {@code /}; {@code /} for a name in the root. */
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  /** The last name. */
  public static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A name in a directory. */
  public static String in(String directory, String name) {
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }

  /** Whether a host can be asked for it. */
  public static boolean isAbsolute(String path) {
    return path.startsWith("/") || path.startsWith("~") || hasDrive(path);
  }

  private static boolean hasDrive(String path) {
    boolean drive = path.length() > 2 && path.charAt(1) == ':';
    return drive && (path.charAt(2) == '/' || path.charAt(2) == '\\');
  }

  /**
   * The path that a variable holds, with slashes on Windows too; empty where it is not set, or
   * holds no absolute path.
   */
  public static String path(Host host, String variable) {
    return host.variable(variable) instanceof Outcome.Answer<String> answer
            && isAbsolute(answer.value())
        ? slashes(answer.value())
        : "";
  }

  /** A path of Windows with slashes. */
  public static String slashes(String path) {
    return hasDrive(path) ? path.replace('\\', '/') : path;
  }

  /** What follows {@code .so.} in a library's file name; empty where nothing does. */
  public static String version(String name) {
    int at = name.indexOf(".so.");
    return at < 0 ? "" : name.substring(at + 4);
  }

  /** The numbers with points that a text starts with: {@code 6.4.1} of {@code 6.4.1-83}. */
  public static String leadingNumbers(String text) {
    int end = 0;
    while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    while (end > 0 && text.charAt(end - 1) == '.') {
      end--;
    }
    String numbers = text.substring(0, end);
    return numbers.isEmpty() || numbers.charAt(0) == '.' || numbers.contains("..") ? "" : numbers;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
