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
