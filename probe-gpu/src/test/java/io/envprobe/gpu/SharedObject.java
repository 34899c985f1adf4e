package io.envprobe.gpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Small files as loaders know them: shared objects, and the cache of their places. */
final class SharedObject {
  static final int X86_64 = 62;
  static final int AARCH64 = 183;
  private static final int DYNAMIC_AT = 64 + 2 * 56;

  private SharedObject() {}

  /** A 64-bit shared object that needs others. */
  static byte[] of(int machine, String soname, String... needed) {
    StringBuilder strings = new StringBuilder("\0").append(soname).append('\0');
    int[] at = new int[needed.length];
    for (int i = 0; i < needed.length; i++) {
      at[i] = strings.length();
      strings.append(needed[i]).append('\0');
    }
    byte[] text = strings.toString().getBytes(StandardCharsets.UTF_8);
    int dynamic = (needed.length + 4) * 16;
    int size = DYNAMIC_AT + dynamic + text.length;
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).put(new byte[9]);
    out.putShort((short) 3).putShort((short) machine).putInt(1);
    out.putLong(0).putLong(64).putLong(0).putInt(0);
    out.putShort((short) 64).putShort((short) 56).putShort((short) 2);
    out.position(64);
    segment(out, 1, 0, size);
    segment(out, 2, DYNAMIC_AT, dynamic);
    for (int name : at) {
      out.putLong(1).putLong(name);
    }
    out.putLong(14).putLong(1);
    out.putLong(5).putLong(DYNAMIC_AT + (long) dynamic);
    out.putLong(10).putLong(text.length);
    out.putLong(0).putLong(0);
    out.put(text);
    return out.array();
  }

  private static void segment(ByteBuffer out, int type, long offset, long size) {
    out.putInt(type).putInt(4).putLong(offset).putLong(offset).putLong(offset);
    out.putLong(size).putLong(size).putLong(8);
  }

  /** The same cut in half. */
  static byte[] cut(byte[] file) {
    return Arrays.copyOf(file, file.length / 2);
  }

  /** A loader's cache of x86-64 libraries: paths whose last part is the name looked up. */
  static byte[] cache(List<String> paths) {
    int header = 48;
    int entries = paths.size() * 24;
    StringBuilder strings = new StringBuilder();
    ByteBuffer out = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    out.position(header);
    for (String path : paths) {
      int value = header + entries + strings.length();
      strings.append(path).append('\0');
      int key = value + path.lastIndexOf('/') + 1;
      out.putInt(0x0303).putInt(key).putInt(value).putInt(0).putLong(0);
    }
    byte[] text = strings.toString().getBytes(StandardCharsets.UTF_8);
    out.put(text);
    int size = out.position();
    out.position(0);
    out.put("glibc-ld.so.cache1.1".getBytes(StandardCharsets.UTF_8));
    out.putInt(paths.size()).putInt(text.length).put((byte) 2);
    return Arrays.copyOf(out.array(), size);
  }
}
