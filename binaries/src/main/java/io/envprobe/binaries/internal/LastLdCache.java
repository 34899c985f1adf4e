package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.LdCache;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The loader's cache that was read last, for as long as there is memory. */
public final class LastLdCache {
  private static SoftReference<@Nullable LastLdCache> last = new SoftReference<>(null);

  private final byte[] content;
  private final ReadResult<LdCache> result;

  private LastLdCache(byte[] content, ReadResult<LdCache> result) {
    this.content = content;
    this.result = result;
  }

  /** See {@link LdCache#read(byte[])}. */
  public static synchronized ReadResult<LdCache> read(byte[] content) {
    LastLdCache known = last.get();
    if (known != null && Arrays.equals(known.content, content)) {
      return known.result;
    }
    try {
      LastLdCache read = new LastLdCache(content, LdCacheReader.read(ByteSource.of(content)));
      last = new SoftReference<>(read);
      return read.result;
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
    }
  }
}
