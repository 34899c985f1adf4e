package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ReadResult;

/**
 * The files that a loader opens. Paths are as the loader builds them: perhaps relative, to the
 * working directory, and with {@code //} and {@code ..} in them.
 */
public interface LoaderFiles {

  /** What opening a path finds, links followed. */
  Opened open(String path);

  /** Whether a path leads to a directory. */
  boolean isDirectory(String path);

  /** What opening a path finds. */
  sealed interface Opened {}

  /**
   * A regular file.
   *
   * @param identity equal for two paths exactly when they lead to the same file
   * @param size in bytes
   * @param content what it holds
   */
  record Content(String identity, long size, ReadResult<ElfFile> content) implements Opened {}

  /** A directory, device or pipe; it can be opened, and reading it fails. */
  record NoFile() implements Opened {}

  /** Opening fails. */
  record Failed(Failure failure) implements Opened {}

  /** How opening fails. */
  enum Failure {
    /** There is nothing, or something on the way is no directory. */
    NOT_FOUND("No such file or directory"),
    /** No permission. */
    DENIED("Permission denied"),
    /** Too many links. */
    LOOP("Too many levels of symbolic links"),
    /** Anything else. */
    ERROR("Input/output error");

    private final String message;

    Failure(String message) {
      this.message = message;
    }

    /** The operating system's words. */
    public String message() {
      return message;
    }
  }
}
