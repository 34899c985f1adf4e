package io.envprobe.compression;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Unpacks bzip2 streams, one after the other. Takes at most 4 MB of memory besides the caller's
 * buffers, whatever comes in. Reading throws a {@link Bzip2Exception} for damaged bytes and for a
 * checksum that differs. Not thread-safe.
 *
 * <p>Source: https://gitlab.com/bzip2/bzip2, {@code decompress.c} for the form.
 */
public final class Bzip2InputStream extends InputStream {
  private static final int STEP = 100_000;
  private static final int BLOCK_HIGH = 0x314159;
  private static final int BLOCK_LOW = 0x265359;
  private static final int END_HIGH = 0x177245;
  private static final int END_LOW = 0x385090;
  private static final int POLYNOMIAL = 0x04c11db7;
  private static final int[] CHECKS = checks();

  private final InputStream packed;
  private final Bzip2Bits bits;
  private Bzip2Block block = new Bzip2Block(0);
  private boolean started;
  private boolean ended;
  private int stated;
  private int check = -1;
  private int last = -1;
  private int same;
  private int repeats;

  /** A stream over packed bytes, which is closed with this one. */
  public Bzip2InputStream(InputStream packed) {
    this.packed = packed;
    this.bits = new Bzip2Bits(packed);
  }

  private static int[] checks() {
    int[] checks = new int[256];
    for (int i = 0; i < 256; i++) {
      int value = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        value = value << 1 ^ (value < 0 ? POLYNOMIAL : 0);
      }
      checks[i] = value;
    }
    return checks;
  }

  @Override
  public int read() throws IOException {
    if (!started) {
      started = true;
      begin();
      blockOrEnd();
    }
    while (!ended) {
      if (repeats > 0) {
        repeats--;
        return counted(last);
      }
      int next = block.next();
      if (next < 0) {
        endBlock();
        continue;
      }
      // After four equal bytes the next one says how many more there are.
      if (same == 4) {
        same = 0;
        repeats = next;
        continue;
      }
      same = next == last ? same + 1 : 1;
      last = next;
      return counted(next);
    }
    return -1;
  }

  private int counted(int value) {
    check = check << 8 ^ CHECKS[check >>> 24 ^ value];
    return value;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    Objects.checkFromIndexSize(start, length, into.length);
    int done = 0;
    while (done < length) {
      int next = read();
      if (next < 0) {
        break;
      }
      into[start + done++] = (byte) next;
    }
    return done == 0 && length > 0 ? -1 : done;
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }

  private void begin() throws IOException {
    int magic = bits.take(24);
    int level = bits.take(8) - '0';
    if (magic != 0x425a68 || level < 1 || level > 9) {
      throw new Bzip2Exception("it does not begin as bzip2 data do");
    }
    if (block.capacity() < level * STEP) {
      block = new Bzip2Block(level * STEP);
    }
  }

  private void endBlock() throws IOException {
    if (~check != stated) {
      throw new Bzip2Exception("a block has another checksum than it should");
    }
    blockOrEnd();
  }

  /** Goes on to the next block, which may be in another stream. */
  private void blockOrEnd() throws IOException {
    while (true) {
      int high = bits.take(24);
      int low = bits.take(24);
      stated = bits.take(16) << 16 | bits.take(16);
      if (high == BLOCK_HIGH && low == BLOCK_LOW) {
        check = -1;
        last = -1;
        same = 0;
        block.read(bits);
        return;
      }
      if (high != END_HIGH || low != END_LOW) {
        throw new Bzip2Exception("neither a block nor the end where one should be");
      }
      if (!bits.nextByte()) {
        ended = true;
        return;
      }
      begin();
    }
  }
}
