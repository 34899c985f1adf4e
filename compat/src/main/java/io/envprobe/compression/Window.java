package io.envprobe.compression;

import java.util.Arrays;

/** The last bytes of a frame, which later ones repeat. Grows as bytes come, not as promised. */
final class Window {
  private static final int FIRST = 1 << 16;

  private byte[] bytes = new byte[FIRST];
  private int reach;
  private int read;
  private int end;
  private int limit;

  /**
   * Begins a frame; all of the one before must have been read.
   *
   * @param size how far back bytes are repeated from, at most 2^27
   */
  void begin(int size) {
    reach = size;
    read = 0;
    end = 0;
  }

  /** How many bytes were not read yet. */
  int unread() {
    return end - read;
  }

  int read(byte[] into, int start, int length) {
    int count = Math.min(length, end - read);
    System.arraycopy(bytes, read, into, start, count);
    read += count;
    return count;
  }

  /** Begins a block, which has at most so many bytes; what was read and is out of reach goes. */
  void beginBlock(int most) {
    if (end > reach + Math.max(reach / 2, 4 * ZstdInputStream.MOST_BLOCK) && read == end) {
      System.arraycopy(bytes, end - reach, bytes, 0, reach);
      read = reach;
      end = reach;
    }
    limit = end + most;
  }

  void append(byte[] from, int start, int length) throws ZstdException {
    room(length);
    System.arraycopy(from, start, bytes, end, length);
    end += length;
  }

  void fill(byte value, int length) throws ZstdException {
    room(length);
    Arrays.fill(bytes, end, end + length, value);
    end += length;
  }

  /** Repeats bytes from before, and where there are not enough of them also those just repeated. */
  void repeat(long distance, int length) throws ZstdException {
    if (distance <= 0 || distance > end || distance > reach) {
      throw new ZstdException("a sequence repeats what was not there");
    }
    room(length);
    int from = end - (int) distance;
    if (distance >= length) {
      System.arraycopy(bytes, from, bytes, end, length);
    } else {
      for (int i = 0; i < length; i++) {
        bytes[end + i] = bytes[from + i];
      }
    }
    end += length;
  }

  private void room(int length) throws ZstdException {
    if (length < 0 || length > limit - end) {
      throw new ZstdException("a block has more bytes than are allowed");
    }
    if (length > bytes.length - end) {
      bytes = Arrays.copyOf(bytes, Math.max(end + length, bytes.length + bytes.length / 2));
    }
  }
}
