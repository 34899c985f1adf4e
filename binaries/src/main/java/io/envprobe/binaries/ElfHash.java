package io.envprobe.binaries;

import java.nio.charset.StandardCharsets;

/** The two hash functions of ELF symbol tables. */
public final class ElfHash {
  private ElfHash() {}

  /** The System V hash ({@code DT_HASH}, version names), unsigned 28 bits. */
  public static long sysv(String name) {
    long hash = 0;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash << 4) + (b & 0xff);
      hash ^= hash >> 24 & 0xf0;
      hash &= 0x0fffffff;
    }
    return hash;
  }

  /** The GNU hash ({@code DT_GNU_HASH}), unsigned 32 bits. */
  public static long gnu(String name) {
    long hash = 5381;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = hash * 33 + (b & 0xff) & 0xffffffffL;
    }
    return hash;
  }
}
