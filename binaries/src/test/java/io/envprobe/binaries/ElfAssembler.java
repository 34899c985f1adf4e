package io.envprobe.binaries;

import io.envprobe.binaries.ElfDynamic.Tag;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts small ELF files together, in every class and byte order. Addresses are offsets plus {@link
 * #BASE}, so that a reader that mistakes one for the other fails.
 */
final class ElfAssembler {
  static final long BASE = 0x10000;
  private static final int CAPACITY = 1 << 16;

  private final int bits;
  private final ByteBuffer out;
  private final List<long[]> segments = new ArrayList<>();
  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final List<long[]> entries = new ArrayList<>();
  private final StringBuilder table = new StringBuilder("\0");
  private int machine = 62;
  private int flags;

  ElfAssembler(int bits, ByteOrder order) {
    this.bits = bits;
    this.out = ByteBuffer.allocate(CAPACITY).order(order);
    // Room for the header and twelve program headers.
    out.position(bits == 64 ? 64 + 12 * 56 : 52 + 12 * 32);
  }

  ElfAssembler machine(int number, int machineFlags) {
    machine = number;
    flags = machineFlags;
    return this;
  }

  int string(String text) {
    return strings.computeIfAbsent(
        text,
        key -> {
          int at = table.length();
          table.append(key).append('\0');
          return at;
        });
  }

  /** Adds bytes to the file, aligned to eight; gives their offset. */
  long place(byte[] content) {
    out.position((out.position() + 7) / 8 * 8);
    long at = out.position();
    out.put(content);
    return at;
  }

  /** Numbers of given widths in bytes: {@code numbers(2, 1, 4, 77)} is a short and an int. */
  byte[] numbers(long... widthsAndValues) {
    ByteBuffer buffer = ByteBuffer.allocate(widthsAndValues.length * 4).order(out.order());
    for (int i = 0; i < widthsAndValues.length; i += 2) {
      long value = widthsAndValues[i + 1];
      switch ((int) widthsAndValues[i]) {
        case 1 -> buffer.put((byte) value);
        case 2 -> buffer.putShort((short) value);
        case 4 -> buffer.putInt((int) value);
        default -> buffer.putLong(value);
      }
    }
    byte[] content = new byte[buffer.position()];
    buffer.flip().get(content);
    return content;
  }

  ElfAssembler segment(long type, long segmentFlags, long offset, long size, long align) {
    segments.add(new long[] {type, segmentFlags, offset, size, align});
    return this;
  }

  ElfAssembler interpreter(String path) {
    byte[] name = (path + "\0").getBytes(StandardCharsets.UTF_8);
    return segment(ElfSegment.INTERPRETER, 4, place(name), name.length, 1);
  }

  ElfAssembler note(String owner, long type, byte[] descriptor) {
    byte[] name = (owner + "\0").getBytes(StandardCharsets.UTF_8);
    long at = place(numbers(4, name.length, 4, descriptor.length, 4, type));
    out.put(name);
    out.position((out.position() + 3) / 4 * 4);
    out.put(descriptor);
    return segment(ElfSegment.NOTE, 4, at, out.position() - at, 4);
  }

  ElfAssembler entry(long tag, long value) {
    entries.add(new long[] {tag, value});
    return this;
  }

  ElfAssembler named(long tag, String name) {
    return entry(tag, string(name));
  }

  /** Adds a table and the entry that points at it. */
  ElfAssembler table(long tag, byte[] content) {
    return entry(tag, place(content) + BASE);
  }

  /** Closes the string table and the dynamic section, where there is anything in them. */
  byte[] file() {
    if (!entries.isEmpty()) {
      byte[] text = table.toString().getBytes(StandardCharsets.ISO_8859_1);
      entry(Tag.STRTAB, place(text) + BASE);
      entry(Tag.STRSZ, text.length);
      entry(0, 0);
      int width = bits / 8;
      long start = place(new byte[0]);
      for (long[] entry : entries) {
        out.put(numbers(width, entry[0], width, entry[1]));
      }
      segment(ElfSegment.DYNAMIC, 6, start, out.position() - start, 8);
    }
    int size = out.position();
    segments.add(0, new long[] {ElfSegment.LOAD, 5, 0, size, 4096});
    header();
    byte[] file = new byte[size];
    out.get(0, file);
    return file;
  }

  private void header() {
    boolean wide = bits == 64;
    int word = bits / 8;
    out.position(0);
    out.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1)});
    out.put((byte) (out.order() == ByteOrder.LITTLE_ENDIAN ? 1 : 2)).put((byte) 1);
    out.put(new byte[9]);
    out.put(numbers(2, 3, 2, machine, 4, 1, word, 0, word, wide ? 64 : 52, word, 0, 4, flags));
    out.put(numbers(2, wide ? 64 : 52, 2, wide ? 56 : 32, 2, segments.size(), 2, 0, 2, 0, 2, 0));
    for (long[] s : segments) {
      out.put(
          wide
              ? numbers(4, s[0], 4, s[1], 8, s[2], 8, s[2] + BASE, 8, 0, 8, s[3], 8, s[3], 8, s[4])
              : numbers(
                  4, s[0], 4, s[2], 4, s[2] + BASE, 4, 0, 4, s[3], 4, s[3], 4, s[1], 4, s[4]));
    }
  }
}
