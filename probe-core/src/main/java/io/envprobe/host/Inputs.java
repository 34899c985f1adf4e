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

  /**
   * Reads a range of a file into an array that the caller has, which spares a copy of what is read
   * for long.
   *
   * @return how many bytes were read: fewer than {@code length} at the end of the file, none past
   *     it
   */
  default Outcome<Integer> range(String name, long offset, byte[] into, int start, int length) {
    Outcome<byte[]> read = range(name, offset, length);
    if (read instanceof Outcome.Failure<byte[]> failure) {
      return Outcome.failed(failure.kind(), failure.detail());
    }
    byte[] bytes = read.answer().orElseThrow();
    System.arraycopy(bytes, 0, into, start, bytes.length);
    return Outcome.of(bytes.length);
  }

  /** The text of a symbolic link; {@link FailureKind#WRONG_TYPE} where the name is none. */
  Outcome<String> link(String name);
}
