package io.envprobe.binaries.internal;

import java.util.Arrays;
import java.util.Optional;

/**
 * Strings of a loader's cache; together they may not be longer than an honest file's. Used by one
 * thread.
 */
final class LdCacheStrings {
  static final int MAX_STRING = 4096;

  /** How often its own size an honest file's strings come out, names being tails of paths. */
  private static final long SHARING = 4;

  private final byte[] content;
  private final Defects defects;
  private long budget;

  /** Strings of a file, whose defects go where the caller wants them. */
  LdCacheStrings(byte[] content, Defects defects) {
    this.content = content;
    this.defects = defects;
    this.budget = SHARING * content.length + MAX_STRING;
  }

  /** Whether there may be more; where not, that is a defect. */
  boolean mayGoOn() {
    if (budget <= 0) {
      defects.add("cache-strings-overlap", 0, "The strings overlap; the rest is left out.");
    }
    return budget > 0;
  }

  /** The string at an offset; empty where it does not end in the file, or not soon. */
  Optional<String> at(long offset) {
    long end = Math.min(content.length, offset + MAX_STRING);
    for (long i = offset; i < end; i++) {
      if (content[(int) i] == 0) {
        budget -= i - offset;
        return Optional.of(Text.of(Arrays.copyOfRange(content, (int) offset, (int) i)));
      }
    }
    budget -= Math.max(1, end - offset);
    defects.add("cache-string-out-of-file", offset, "A name or path lies outside of the file.");
    return Optional.empty();
  }

  /**
   * Whether a path is one of a name in a directory; found without decoding it.
   *
   * @param directory where another path starts that is in it
   * @param length of the directory, with its slash
   */
  boolean isIn(long path, int directory, int length) {
    int end = (int) Math.min(content.length, path + MAX_STRING);
    if (end - path <= length) {
      return false;
    }
    int at = (int) path;
    for (int i = directory; i < directory + length; i++, at++) {
      if (content[at] != content[i]) {
        return false;
      }
    }
    while (at < end && content[at] != 0 && content[at] != '/') {
      at++;
    }
    budget -= at - path;
    return at < end && content[at] == 0;
  }

  /** The length of a path that was read, up to its last slash and with it. */
  int lengthOfDirectory(int path) {
    int length = 0;
    for (int i = path; content[i] != 0; i++) {
      length = content[i] == '/' ? i + 1 - path : length;
    }
    return length;
  }
}
