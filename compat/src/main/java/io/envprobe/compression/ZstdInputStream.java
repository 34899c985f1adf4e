package io.envprobe.compression;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Unpacks frames, one after the other; those for other programs are passed over. Takes memory for
 * what comes out, up to one and a half times a window, which may have 128 MiB. Checksums are not
 * compared. Reading throws a {@link ZstdException} for damaged bytes. Not thread-safe.
 */
public final class ZstdInputStream extends InputStream {
  /** The most bytes of a block. */
  static final int MOST_BLOCK = 1 << 17;

  private static final long MOST_WINDOW = 1 << 27;
  private static final int MAGIC = 0xfd2fb528;
  private static final int SKIPPED = 0x184d2a50;
  private static final int RAW = 0;
  private static final int SAME = 1;
  private static final int COMPRESSED = 2;

  private final InputStream packed;
  private final byte[] block = new byte[MOST_BLOCK];
  private final Window window = new Window();
  private final Literals literals = new Literals();
  private final Sequences sequences = new Sequences();
  private boolean inFrame;
  private boolean any;
  private boolean ended;
  private boolean last;
  private boolean checksum;
  private int mostBlock;

  /** A stream over packed bytes, which is closed with this one. */
  public ZstdInputStream(InputStream packed) {
    this.packed = packed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    Objects.checkFromIndexSize(start, length, into.length);
    if (length == 0) {
      return 0;
    }
    while (window.unread() == 0) {
      if (ended) {
        return -1;
      }
      advance();
    }
    return window.read(into, start, length);
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }

  private void advance() throws IOException {
    if (!inFrame) {
      beginFrame();
    } else if (last) {
      inFrame = false;
      if (checksum) {
        number(4);
      }
    } else {
      readBlock();
    }
  }

  private void beginFrame() throws IOException {
    int begun = packed.readNBytes(block, 0, 4);
    if (begun == 0 && any) {
      ended = true;
      return;
    }
    int magic =
        (block[0] & 0xff) | ((block[1] & 0xff) << 8) | ((block[2] & 0xff) << 16) | (block[3] << 24);
    if (begun == 4 && (magic & ~15) == SKIPPED) {
      packed.skipNBytes(number(4));
      any = true;
      return;
    }
    if (begun < 4 || magic != MAGIC) {
      throw new ZstdException("does not start as a frame does");
    }
    any = true;
    int descriptor = (int) number(1);
    boolean single = (descriptor & 0x20) != 0;
    checksum = (descriptor & 4) != 0;
    if ((descriptor & 8) != 0) {
      throw new ZstdException("a frame is of an unknown form");
    }
    long size = 0;
    if (!single) {
      int exponent = (int) number(1);
      long base = 1L << (10 + (exponent >> 3));
      size = base + base / 8 * (exponent & 7);
    }
    int dictionary = descriptor & 3;
    if (number(dictionary == 3 ? 4 : dictionary) != 0) {
      throw new ZstdException("a frame needs a dictionary");
    }
    int flag = descriptor >> 6;
    long content = number(flag == 0 ? single ? 1 : 0 : 1 << flag) + (flag == 1 ? 256 : 0);
    if (single) {
      size = content;
    }
    if (size < 0 || size > MOST_WINDOW) {
      throw new ZstdException("a frame needs more than 128 MiB to be unpacked");
    }
    mostBlock = (int) Math.min(size, MOST_BLOCK);
    window.begin((int) size);
    literals.reset();
    sequences.reset();
    inFrame = true;
    last = false;
  }

  private void readBlock() throws IOException {
    int header = (int) number(3);
    last = (header & 1) != 0;
    int type = (header >> 1) & 3;
    int size = header >> 3;
    window.beginBlock(mostBlock);
    if (size > (type == SAME ? mostBlock : MOST_BLOCK)) {
      throw new ZstdException("a block is too large");
    }
    int stored = type == SAME ? 1 : size;
    if (packed.readNBytes(block, 0, stored) < stored) {
      throw new ZstdException("a block is cut");
    }
    switch (type) {
      case RAW -> window.append(block, 0, size);
      case SAME -> window.fill(block[0], size);
      case COMPRESSED -> {
        int at = literals.read(block, 0, size);
        sequences.run(block, at, size, literals, window);
      }
      default -> throw new ZstdException("a block is of an unknown form");
    }
  }

  /** A number of up to eight bytes, little-endian. */
  private long number(int width) throws IOException {
    long value = 0;
    for (int i = 0; i < width; i++) {
      int next = packed.read();
      if (next < 0) {
        throw new ZstdException("ends early");
      }
      value |= (long) next << (8 * i);
    }
    return value;
  }
}
