package io.envprobe.binaries.internal;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads names that end with a zero byte, up to a sum that only names laid over each other can
 * exceed.
 */
final class NameBudget {
  private static final int MAX_NAME = 65536;
  private static final int SHARING = 4;

  private final Bytes bytes;
  private final Defects defects;
  private long left;

  NameBudget(Bytes bytes, Defects defects) {
    this.bytes = bytes;
    this.defects = defects;
    this.left = SHARING * bytes.size() + MAX_NAME;
  }

  boolean isSpent() {
    return left <= 0;
  }

  /** The name at an offset, of at most {@code limit} bytes; empty, and a defect, for none. */
  Optional<String> at(long offset, long limit) throws IOException {
    long reach = Math.min(bytes.size() - offset, Math.min(limit, MAX_NAME));
    int length = bytes.has(offset, 1) && !isSpent() ? bytes.lengthToZero(offset, reach) : -1;
    // One more for each name, so that empty names are not free.
    left -= length < 0 ? Math.max(1, reach) : length + 1L;
    if (length < 0) {
      defects.add("name-out-of-file", offset, "A name lies outside of the file or has no end.");
      return Optional.empty();
    }
    return Optional.of(Text.of(bytes.copy(offset, length)));
  }
}
