package io.envprobe.binaries.gpu;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;

/** Puts containers, and libraries that hold them, together. */
final class GpuSamples {
  static final int PTX = 1;
  static final int CUBIN = 2;
  static final int LTO_IR = 8;
  static final long LZ4 = 0x2000;
  static final long ZSTD = 0x8000;
  static final long EXACT = 0x100000;
  static final long FAMILY = 0x200000;

  private GpuSamples() {}

  /** An entry of a container, with a header longer than the least and a payload of 64 bytes. */
  static byte[] entry(int kind, int sm, int major, int minor, long flags) {
    int header = 80;
    int padded = 64;
    ByteBuffer out = numbers(header + padded);
    out.putShort((short) kind).putShort((short) 0x0101).putInt(header).putLong(padded);
    out.putInt((flags & (LZ4 | ZSTD)) != 0 ? 60 : 0).putInt(0);
    out.putShort((short) minor).putShort((short) major).putInt(sm);
    out.putInt(0).putInt(0).putLong(flags | 0x11).putLong(0).putLong(0);
    boolean packed = (flags & ZSTD) != 0;
    out.putInt(header, packed ? 0xfd2fb528 : kind == CUBIN ? 0x464c457f : 0);
    return bytes(out);
  }

  /** Entries without their payloads that are packed as one. */
  static byte[] together(byte[]... entries) {
    int header = 64 + 8 + 64 * entries.length;
    ByteBuffer out = numbers(header + 64);
    out.putShort((short) 0x100).putShort((short) 0x0101).putInt(header).putLong(64);
    out.putInt(64).putInt(64).putShort((short) 1).putShort((short) 0).putInt(0);
    out.putInt(0).putInt(0).putLong(ZSTD | 0x11).putLong(0).putLong(0);
    out.putInt(entries.length).putInt(8 + 64 * entries.length);
    for (byte[] entry : entries) {
      out.put(entry, 0, 64);
    }
    return bytes(out.putInt(0xfd2fb528));
  }

  static byte[] container(byte[]... entries) {
    byte[] content = joined(entries);
    ByteBuffer out = numbers(16 + content.length);
    out.putInt(0xba55ed50).putShort((short) 1).putShort((short) 16).putLong(content.length);
    return bytes(out.put(content));
  }

  /** A bundle of code objects of 16 bytes each. */
  static byte[] bundle(String... ids) {
    int table = 32;
    for (String id : ids) {
      table += 24 + id.length();
    }
    ByteBuffer out = numbers(table + 16 * ids.length);
    out.put("__CLANG_OFFLOAD_BUNDLE__".getBytes(StandardCharsets.US_ASCII)).putLong(ids.length);
    for (int i = 0; i < ids.length; i++) {
      int at = table + 16 * i;
      boolean host = ids[i].startsWith("host");
      out.putLong(at).putLong(host ? 0 : 16).putLong(ids[i].length());
      out.put(ids[i].getBytes(StandardCharsets.US_ASCII));
      out.putInt(at, 0x464c457f);
    }
    return bytes(out);
  }

  /** A bundle behind the header of a compressed one, with zlib. */
  static byte[] compressed(int version, byte[] bundle) {
    Deflater deflater = new Deflater();
    deflater.setInput(bundle);
    deflater.finish();
    byte[] packed = new byte[bundle.length + 64];
    int length = deflater.deflate(packed);
    deflater.end();
    int header = version == 1 ? 20 : version == 2 ? 24 : 32;
    ByteBuffer out = numbers(header + length);
    out.put("CCOB".getBytes(StandardCharsets.US_ASCII));
    out.putShort((short) version).putShort((short) 0);
    switch (version) {
      case 1 -> out.putInt(bundle.length);
      case 2 -> out.putInt(header + length).putInt(bundle.length);
      default -> out.putLong(header + length).putLong(bundle.length);
    }
    out.putLong(0x1122334455667788L);
    return bytes(out.put(packed, 0, length));
  }

  /**
   * A library with a read-only segment that holds sections, from offset 4096 on.
   *
   * @param names of the sections; none leaves the section headers out
   */
  static byte[] library(List<String> names, byte[]... contents) {
    int start = 4096;
    int size = start + 8 * contents.length;
    for (byte[] content : contents) {
      size += content.length;
    }
    byte[] strings =
        ("\0" + String.join("\0", names) + "\0.shstrtab\0").getBytes(StandardCharsets.US_ASCII);
    int count = names.isEmpty() ? 0 : names.size() + 2;
    int table = (size + strings.length + 7) / 8 * 8;
    ByteBuffer out = numbers(names.isEmpty() ? size : table + 64 * count);
    out.putInt(0x464c457f).put((byte) 2).put((byte) 1).put((byte) 1).position(16);
    out.putShort((short) 3).putShort((short) 62).putInt(1).putLong(0).putLong(64);
    out.putLong(count == 0 ? 0 : table).putInt(0).putShort((short) 64).putShort((short) 56);
    out.putShort((short) 1).putShort((short) 64).putShort((short) count);
    out.putShort((short) Math.max(0, count - 1));
    out.putInt(1).putInt(4).putLong(0).putLong(0).putLong(0).putLong(size).putLong(size);
    out.putLong(4096);
    int at = start;
    int header = table + 64;
    int name = 1;
    for (int i = 0; i < contents.length; i++) {
      out.put(at, contents[i]);
      if (count > 0) {
        section(out, header + 64 * i, name, 1, at, contents[i].length);
        name += names.get(i).length() + 1;
      }
      at += (contents[i].length + 7) / 8 * 8;
    }
    if (count > 0) {
      out.put(size, strings);
      section(out, header + 64 * contents.length, name, 3, size, strings.length);
    }
    return bytes(out);
  }

  private static void section(ByteBuffer out, int at, int name, int type, long offset, long size) {
    out.putInt(at, name).putInt(at + 4, type).putLong(at + 24, offset).putLong(at + 32, size);
  }

  /** A code object of NVIDIA's or AMD's by itself. */
  static byte[] object(int machine, int osAbi, int abiVersion, int flags) {
    ByteBuffer out = numbers(64);
    out.putInt(0x464c457f).put((byte) 2).put((byte) 1).put((byte) 1);
    out.put((byte) osAbi).put((byte) abiVersion).position(16);
    out.putShort((short) 2).putShort((short) machine).putInt(1);
    out.putInt(48, flags);
    return bytes(out);
  }

  /** A DLL whose sections have names of eight bytes. */
  static byte[] dll(String name, byte[] content) {
    int start = 512;
    ByteBuffer out = numbers(start + content.length + 100);
    out.putShort((short) 0x5a4d).putInt(60, 64).position(64);
    out.putInt(0x4550).putShort((short) 0x8664).putShort((short) 1).position(64 + 4 + 16);
    out.putShort((short) 0).putShort((short) 0x2022);
    out.put(name.getBytes(StandardCharsets.US_ASCII)).position(88 + 8);
    out.putInt(content.length).putInt(0x1000).putInt(content.length + 100).putInt(start);
    return bytes(out.put(start, content));
  }

  /** An object of Windows with a section whose name is in the table of long ones. */
  static byte[] windowsObject(String name, byte[] content) {
    int start = 61;
    int strings = start + content.length;
    ByteBuffer out = numbers(strings + 4 + name.length() + 1);
    out.putShort((short) 0x8664).putShort((short) 1).putInt(0).putInt(strings).position(20);
    out.put("/4".getBytes(StandardCharsets.US_ASCII)).position(20 + 16);
    out.putInt(content.length).putInt(start);
    out.put(start, content);
    out.putInt(strings, 4 + name.length() + 1);
    return bytes(out.put(strings + 4, name.getBytes(StandardCharsets.US_ASCII)));
  }

  static byte[] archive(String name, byte[] member) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String header =
        String.format(Locale.ROOT, "%-16s%-32s%-10d`\n", name + "/", "0", member.length);
    out.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(member);
    return out.toByteArray();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] all = new byte[buffer.capacity()];
    buffer.get(0, all);
    return all;
  }

  private static ByteBuffer numbers(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
