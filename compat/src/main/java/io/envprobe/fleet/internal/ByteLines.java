package io.envprobe.fleet.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a stream, as bytes, without copying those that are short. */
public final class ByteLines {
  /** The longest line, in bytes: a profile with everything has a tenth of it. */
  static final int LONGEST = 16 << 20;

  private final InputStream input;
  private byte[] buffer = new byte[1 << 16];
  private int from;
  private int end;
  private int filled;
  private long number;
  private boolean tooLong;

  /** Lines of a stream. */
  public ByteLines(InputStream input) {
    this.input = input;
  }

  /** Goes to the next line; false at the end. */
  boolean next() throws IOException {
    from = Math.min(end + (number == 0 ? 0 : 1), filled);
    int at = from;
    tooLong = false;
    while (true) {
      while (at < filled && buffer[at] != '\n') {
        at++;
      }
      if (at < filled) {
        break;
      }
      if (from > 0) {
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        at -= from;
        filled -= from;
        from = 0;
      } else if (filled == buffer.length) {
        if (buffer.length >= LONGEST) {
          tooLong = true;
          filled = 0;
          at = 0;
        } else {
          buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
      }
      int read = input.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        if (filled == from && !tooLong) {
          end = filled;
          return false;
        }
        break;
      }
      filled += read;
    }
    end = at;
    number++;
    return true;
  }

  /** Whether the line was longer than can be read; only its end is there. */
  boolean isTooLong() {
    return tooLong;
  }

  /** The number of the line, from 1. */
  long number() {
    return number;
  }

  byte[] buffer() {
    return buffer;
  }

  int from() {
    return from;
  }

  /** Past the last byte, a carriage return left out. */
  int to() {
    return end > from && buffer[end - 1] == '\r' ? end - 1 : end;
  }

  String text() {
    return new String(buffer, from, to() - from, StandardCharsets.UTF_8);
  }
}
