package io.envprobe.host;

/**
 * What kind of thing a path leads to, links followed.
 *
 * @param type the kind
 * @param size in bytes; what the file system claims, which for {@code /proc} and {@code /sys} is
 *     not what reading gives
 * @param executable whether this process may execute it
 */
public record FileStatus(Type type, long size, boolean executable) {
  /** Kinds of things in a file system. */
  public enum Type {
    /** A regular file. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A device, pipe or socket. */
    OTHER
  }

  /** Whether it is a regular file. */
  public boolean isFile() {
    return type == Type.FILE;
  }

  /** Whether it is a directory. */
  public boolean isDirectory() {
    return type == Type.DIRECTORY;
  }
}
