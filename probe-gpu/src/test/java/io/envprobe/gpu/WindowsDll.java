package io.envprobe.gpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** DLLs for Windows on x86-64 that hold nothing but their version. */
final class WindowsDll {
  private static final int SECTION = 0x200;
  private static final int ADDRESS = 0x1000;

  private WindowsDll() {}

  /** A DLL with a version of four numbers, {@code 32.0.15.6109}. */
  static byte[] of(String version) {
    ByteBuffer bytes = ByteBuffer.allocate(0x400).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(0, (short) 0x5a4d).putInt(0x3c, 0x80);
    bytes.putInt(0x80, 0x4550);
    bytes.position(0x84);
    // File header: x64, one section, an optional header of 240 bytes, a DLL.
    bytes.putShort((short) 0x8664).putShort((short) 1).putInt(0).putInt(0).putInt(0);
    bytes.putShort((short) 240).putShort((short) 0x2022);
    int optional = bytes.position();
    bytes.putShort(optional, (short) 0x20b);
    bytes.putInt(optional + 32, ADDRESS).putInt(optional + 36, SECTION);
    bytes.putShort(optional + 40, (short) 6).putShort(optional + 48, (short) 6);
    bytes.putInt(optional + 56, 0x2000).putInt(optional + 60, SECTION);
    bytes.putShort(optional + 68, (short) 2).putInt(optional + 108, 16);
    bytes.putInt(optional + 112 + 16, ADDRESS).putInt(optional + 112 + 20, 0x200);
    int section = optional + 240;
    bytes.position(section);
    bytes.put(".rsrc\0\0\0".getBytes(StandardCharsets.US_ASCII));
    bytes.putInt(0x200).putInt(ADDRESS).putInt(0x200).putInt(SECTION);
    bytes.putInt(section + 36, 0x40000040);
    directory(bytes, 0, 16, 0x80000018);
    directory(bytes, 0x18, 1, 0x80000030);
    directory(bytes, 0x30, 1033, 0x48);
    bytes.putInt(SECTION + 0x48, ADDRESS + 0x60).putInt(SECTION + 0x4c, 92);
    int value = SECTION + 0x60;
    bytes.putShort(value, (short) 92).putShort(value + 2, (short) 52);
    byte[] key = "VS_VERSION_INFO".getBytes(StandardCharsets.UTF_16LE);
    bytes.position(value + 6);
    bytes.put(key);
    bytes.putInt(value + 40, 0xfeef04bd);
    String[] numbers = version.split("\\.", -1);
    for (int at = value + 48; at <= value + 56; at += 8) {
      bytes.putShort(at + 2, number(numbers[0])).putShort(at, number(numbers[1]));
      bytes.putShort(at + 6, number(numbers[2])).putShort(at + 4, number(numbers[3]));
    }
    return bytes.array();
  }

  private static short number(String text) {
    return (short) Integer.parseInt(text);
  }

  /** A directory of resources with one entry. */
  private static void directory(ByteBuffer bytes, int at, int id, int target) {
    bytes.putShort(SECTION + at + 14, (short) 1);
    bytes.putInt(SECTION + at + 16, id).putInt(SECTION + at + 20, target);
  }
}
