package io.envprobe.host;

import java.util.List;

/**
 * What the user names on a command line or in a call: artifacts, profiles, recordings, lists. The
 * second port beside {@link Host}; nothing else reads files. Thread-safe.
 */
public interface Inputs {
  /** The limit on a document that is read as a whole: 64 MiB. */
  int DOCUMENT_LIMIT = 64 << 20;

  /**
   * The whole content of a file, or of standard input for {@code -}; more than {@code limit} bytes
   * is a failure.
   */
  Outcome<byte[]> read(String name, int limit);

  /** What a name leads to. */
  Outcome<FileStatus> status(String name);

  /** The sorted names in a directory. */
  Outcome<List<String>> list(String directory);

  /** A range of a file; shorter at its end, empty past it. */
  Outcome<byte[]> range(String name, long offset, int length);

  /** The text of a symbolic link; {@link FailureKind#WRONG_TYPE} where the name is none. */
  Outcome<String> link(String name);
}
