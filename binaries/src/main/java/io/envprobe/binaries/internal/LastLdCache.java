package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.LdCache;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The loader's cache that was read last, for as long as there is memory. */
public final class LastLdCache {
  private static final AtomicReference<SoftReference<LastLdCache>> LAST =
      new AtomicReference<>(new SoftReference<>(new LastLdCache(new byte[0])));

  private final byte[] content;
  private final ReadResult<LdCache> result;

  private LastLdCache(byte[] content) {
    this.content = content;
    try {
      this.result = LdCacheReader.read(ByteSource.of(content));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
    }
  }

  /** The one that was read last, where memory still has it. */
  private static @Nullable LastLdCache last() {
    SoftReference<LastLdCache> last = LAST.get();
    return last == null ? null : last.get();
  }

  /** See {@link LdCache#read(byte[])}. */
  public static ReadResult<LdCache> read(byte[] content) {
    // Who comes while another reads waits for it, for most want the same.
    synchronized (LAST) {
      LastLdCache known = last();
      if (known == null || !Arrays.equals(known.content, content)) {
        known = new LastLdCache(content);
        LAST.set(new SoftReference<>(known));
      }
      return known.result;
    }
  }
}
