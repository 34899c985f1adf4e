package io.envprobe.binaries;

import io.envprobe.binaries.internal.DyldCacheReader;
import java.io.IOException;
import java.util.Set;

/**
 * The libraries in the shared cache of macOS, which have had no files of their own since macOS 11.
 * Immutable.
 *
 * <p>Source:
 * https://github.com/apple-oss-distributions/dyld/blob/main/include/mach-o/dyld_cache_format.h
 *
 * @param architecture as the cache names it: {@code arm64e}, {@code x86_64h}
 * @param paths of the libraries
 */
public record DyldCache(String architecture, Set<String> paths) {
  public DyldCache {
    paths = Set.copyOf(paths);
  }

  /**
   * Reads the list of a cache, not the cache.
   *
   * @return rejected where it is no such cache
   * @throws IOException only from the source
   */
  public static ReadResult<DyldCache> read(ByteSource source) throws IOException {
    return DyldCacheReader.read(source);
  }
}
