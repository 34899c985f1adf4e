package io.envprobe.libs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Small files of Windows for x64: imports without functions, and a version. */
final class PeFixture {
  private static final int OPTIONAL = 0x98;
  private static final int DIRECTORIES = OPTIONAL + 112;

  private PeFixture() {}

  /**
   * A file.
   *
   * @param library whether it is a library, not a program
   * @param version two numbers of its version resource
   * @param imports the libraries needed, of at most 30 letters
   */
  static byte[] of(boolean library, int[] version, String... imports) {
    ByteBuffer out = ByteBuffer.allocate(0x800).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort(0, (short) 0x5a4d).putInt(60, 0x80).putInt(0x80, 0x4550);
    out.putShort(0x84, (short) 0x8664).putShort(0x86, (short) 1);
    out.putShort(0x94, (short) 240).putShort(0x96, (short) (library ? 0x2022 : 0x22));
    out.putShort(OPTIONAL, (short) 0x20b).putInt(OPTIONAL + 60, 0x200);
    out.putInt(OPTIONAL + 108, 16);
    // One section: address 0x1000 is offset 0x200.
    int section = OPTIONAL + 240;
    out.putInt(section + 8, 0x600).putInt(section + 12, 0x1000);
    out.putInt(section + 16, 0x600).putInt(section + 20, 0x200);
    if (imports.length > 0) {
      out.putInt(DIRECTORIES + 8, 0x1000).putInt(DIRECTORIES + 12, 20 * (imports.length + 1));
    }
    for (int i = 0; i < imports.length; i++) {
      out.putInt(0x200 + i * 20 + 12, 0x1100 + i * 32).putInt(0x200 + i * 20 + 16, 0x13f0);
      out.put(0x300 + i * 32, imports[i].getBytes(StandardCharsets.US_ASCII));
    }
    resources(out, version);
    return out.array();
  }

  /** Type 16, name 1, language 1, then the fixed part of the version. */
  private static void resources(ByteBuffer out, int[] version) {
    out.putInt(DIRECTORIES + 16, 0x1400).putInt(DIRECTORIES + 20, 0x200);
    for (int level = 0; level < 3; level++) {
      int at = 0x600 + level * 0x20;
      out.putShort(at + 14, (short) 1);
      out.putInt(at + 16, level == 0 ? 16 : 1);
      out.putInt(at + 20, (level + 1) * 0x20 | (level < 2 ? 0x80000000 : 0));
    }
    out.putInt(0x660, 0x1500).putInt(0x664, 92);
    out.putInt(0x728, 0xfeef04bd).putInt(0x72c, 0x10000);
    out.putInt(0x730, version[0] << 16 | version[1]);
    out.putInt(0x738, version[0] << 16 | version[1]);
  }
}
