package io.envprobe.host.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/**
 * Takes out of {@code /proc/self} what differs from run to run: addresses, identities, anonymous
 * memory.
 */
public final class AddressNoise {
  /** Entries of the auxiliary vector that hold an address or an identity; numbers of elf.h. */
  private static final long NOISY_AUXILIARY = bits(3, 7, 9, 11, 12, 13, 14, 15, 24, 25, 31, 32, 33);

  private AddressNoise() {}

  private static long bits(int... numbers) {
    long bits = 0;
    for (int number : numbers) {
      bits |= 1L << number;
    }
    return bits;
  }

  /**
   * The auxiliary vector with pointers and identities zeroed.
   *
   * @param wordSize 4 or 8 bytes
   */
  public static byte[] auxiliaryVector(byte[] content, int wordSize) {
    byte[] clean = content.clone();
    ByteBuffer words = ByteBuffer.wrap(clean).order(ByteOrder.nativeOrder());
    for (int at = 0; at + 2 * wordSize <= clean.length; at += 2 * wordSize) {
      long type = wordSize == 8 ? words.getLong(at) : words.getInt(at);
      if (type >= 0 && type < Long.SIZE && (NOISY_AUXILIARY >>> type & 1) != 0) {
        if (wordSize == 8) {
          words.putLong(at + wordSize, 0);
        } else {
          words.putInt(at + wordSize, 0);
        }
      }
    }
    return clean;
  }

  /**
   * The mapped files, each once, sorted, in the form of maps lines without addresses, devices and
   * inodes.
   */
  public static byte[] maps(byte[] content) {
    TreeSet<String> files = new TreeSet<>();
    for (String line : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
      int slash = line.indexOf('/');
      if (slash > 0) {
        files.add(line.substring(slash));
      }
    }
    StringBuilder clean = new StringBuilder();
    for (String file : files) {
      clean.append("0-0 r--p 0 00:00 0 ").append(file).append('\n');
    }
    return clean.toString().getBytes(StandardCharsets.UTF_8);
  }
}
