package io.envprobe.libs.internal;

/** Paths as hosts know them: names with {@code /} between them. */
public final class HostPath {
  private HostPath() {}

  /** Everything before the last {@code /}; {@code /} for a name in the root. */
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  /** The last name. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A name in a directory. */
  public static String in(String directory, String name) {
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }

  /**
   * An absolute path, or one from {@code ~}, without empty names, {@code .} and {@code ..}; links
   * are not looked at.
   */
  public static String normal(String path) {
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
    boolean home = path.startsWith("~") && normal.length() > 0 && normal.charAt(1) == '~';
    return normal.length() == 0 ? "/" : normal.substring(home ? 1 : 0);
  }

  /** Whether the host can be asked for it. */
  public static boolean isAbsolute(String path) {
    return path.startsWith("/") || path.startsWith("~");
  }

  /** Whether it is absolute, also as {@code C:/…}. */
  public static boolean isAbsoluteAnywhere(String path) {
    return isAbsolute(path)
        || (path.length() > 2 && path.charAt(1) == ':' && path.charAt(2) == '/');
  }
}
