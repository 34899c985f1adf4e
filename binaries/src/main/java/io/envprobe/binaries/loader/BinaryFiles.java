package io.envprobe.binaries.loader;

/**
 * The files that the loader of macOS or Windows opens.
 *
 * @param <T> what such a file holds
 */
public interface BinaryFiles<T> {

  /** What a path leads to, links followed. */
  Found<T> open(String path);

  /** What a path leads to. */
  sealed interface Found<T> {}

  /**
   * A file of the format.
   *
   * @param identity equal for two paths exactly when they lead to the same file
   * @param content what it holds
   * @param sound whether all of it could be read, so that what it lacks is known
   */
  record Binary<T>(String identity, T content, boolean sound) implements Found<T> {}

  /**
   * Something that no loader takes.
   *
   * @param reason in words, such as {@code no Mach-O file}
   */
  record Unfit<T>(String reason) implements Found<T> {}

  /** Nothing. */
  record Nothing<T>() implements Found<T> {}
}
