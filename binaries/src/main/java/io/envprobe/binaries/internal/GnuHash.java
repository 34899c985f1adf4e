package io.envprobe.binaries.internal;

import java.io.IOException;

/**
 * The GNU hash table.
 *
 * <p>Source: https://sourceware.org/legacy-ml/binutils/2006-10/msg00377.html
 */
final class GnuHash {
  private final Bytes bytes;
  private final long bucketCount;
  private final long firstSymbol;
  private final long buckets;
  private final long chains;

  GnuHash(Bytes bytes, long start, boolean wide) throws IOException {
    this.bytes = bytes;
    this.bucketCount = bytes.u32(start);
    this.firstSymbol = bytes.u32(start + 4);
    this.buckets = start + 16 + bytes.u32(start + 8) * (wide ? 8 : 4);
    this.chains = buckets + bucketCount * 4;
  }

  /** How many symbols there are; -1 where the table holds none and so does not tell. */
  long count() throws IOException {
    if (!bytes.has(buckets, bucketCount * 4)) {
      return -1;
    }
    long last = 0;
    for (long i = 0; i < bucketCount; i++) {
      last = Math.max(last, bytes.u32(buckets + i * 4));
    }
    if (last < firstSymbol || last == 0) {
      return -1;
    }
    while (inChain(last)) {
      if ((chain(last) & 1) != 0) {
        return last + 1;
      }
      last++;
    }
    return -1;
  }

  /** The first symbol whose hash may be this one; 0 for none. */
  long first(long hash) throws IOException {
    if (bucketCount == 0 || !bytes.has(buckets, bucketCount * 4)) {
      return 0;
    }
    long index = bytes.u32(buckets + hash % bucketCount * 4);
    return index >= firstSymbol && inChain(index) ? index : 0;
  }

  /** The hash of a symbol, with 1 in the lowest bit at the end of a chain. */
  long chain(long index) throws IOException {
    return bytes.u32(chains + (index - firstSymbol) * 4);
  }

  boolean inChain(long index) {
    return index >= firstSymbol && bytes.has(chains + (index - firstSymbol) * 4, 4);
  }
}
