package io.envprobe.binaries.internal;

import io.envprobe.binaries.LdCache.Format;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * What a loader's cache says before its entries.
 *
 * @param words the file, in its byte order
 * @param first where the first entry is
 * @param count the number of entries, all of which lie within the file
 * @param strings from where the offsets of strings count
 */
public record LdCacheHeader(
    Words words,
    Format format,
    int orderFlag,
    Optional<String> generator,
    List<Optional<String>> hwcaps,
    int first,
    int count,
    long strings) {
  public LdCacheHeader {
    hwcaps = List.copyOf(hwcaps);
  }

  /** The byte order of the file. */
  public ByteOrder order() {
    return words.order();
  }
}
