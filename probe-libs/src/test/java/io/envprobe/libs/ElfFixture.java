package io.envprobe.libs;

import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.ElfHash;
import io.envprobe.binaries.ElfSegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts small 64-bit little-endian ELF files together. Addresses equal offsets. */
public final class ElfFixture {
  private static final int HEADERS = 64 + 8 * 56;

  private final ByteBuffer out = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
  private final List<long[]> segments = new ArrayList<>();
  private final List<long[]> entries = new ArrayList<>();
  private final StringBuilder strings = new StringBuilder("\0");
  private int machine = 62;

  private ElfFixture() {
    out.position(HEADERS);
  }

  /** An x86-64 file. */
  public static ElfFixture of() {
    return new ElfFixture();
  }

  /** For another machine. */
  public ElfFixture machine(int number) {
    machine = number;
    return this;
  }

  /** The loader of a program. */
  public ElfFixture interpreter(String path) {
    byte[] name = (path + "\0").getBytes(StandardCharsets.UTF_8);
    segments.add(new long[] {ElfSegment.INTERPRETER, out.position(), name.length});
    out.put(name);
    return this;
  }

  /** A string constant of its own. */
  public ElfFixture constant(String text) {
    out.put((byte) 0).put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
    return this;
  }

  /** An entry of the dynamic section that is a name. */
  public ElfFixture named(long tag, String name) {
    entries.add(new long[] {tag, string(name)});
    return this;
  }

  /** A needed library. */
  public ElfFixture needs(String soname) {
    return named(Tag.NEEDED, soname);
  }

  /** Defines versions. */
  public ElfFixture defines(String... versions) {
    out.position((out.position() + 7) / 8 * 8);
    entries.add(new long[] {Tag.VERDEF, out.position()});
    entries.add(new long[] {Tag.VERDEFNUM, versions.length});
    for (int i = 0; i < versions.length; i++) {
      boolean last = i == versions.length - 1;
      out.putShort((short) 1).putShort((short) 0).putShort((short) (i + 2)).putShort((short) 1);
      out.putInt((int) ElfHash.sysv(versions[i])).putInt(20).putInt(last ? 0 : 28);
      out.putInt(string(versions[i])).putInt(0);
    }
    return this;
  }

  /** Needs one version of a library. */
  public ElfFixture needsVersion(String library, String version) {
    out.position((out.position() + 7) / 8 * 8);
    entries.add(new long[] {Tag.VERNEED, out.position()});
    entries.add(new long[] {Tag.VERNEEDNUM, 1});
    out.putShort((short) 1).putShort((short) 1).putInt(string(library)).putInt(16).putInt(0);
    out.putInt((int) ElfHash.sysv(version)).putShort((short) 0).putShort((short) 2);
    out.putInt(string(version)).putInt(0);
    return this;
  }

  private int string(String text) {
    int at = strings.length();
    strings.append(text).append('\0');
    return at;
  }

  /** The file. */
  public byte[] bytes() {
    if (!entries.isEmpty()) {
      byte[] text = strings.toString().getBytes(StandardCharsets.UTF_8);
      entries.add(new long[] {Tag.STRTAB, out.position()});
      entries.add(new long[] {Tag.STRSZ, text.length});
      entries.add(new long[] {0, 0});
      out.put(text);
      out.position((out.position() + 7) / 8 * 8);
      segments.add(new long[] {ElfSegment.DYNAMIC, out.position(), entries.size() * 16L});
      for (long[] entry : entries) {
        out.putLong(entry[0]).putLong(entry[1]);
      }
    }
    int size = out.position();
    segments.add(0, new long[] {ElfSegment.LOAD, 0, size});
    out.position(0);
    out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).put(new byte[9]);
    out.putShort((short) 3).putShort((short) machine).putInt(1);
    out.putLong(0).putLong(64).putLong(0).putInt(0);
    out.putShort((short) 64).putShort((short) 56).putShort((short) segments.size());
    out.position(64);
    for (long[] segment : segments) {
      out.putInt((int) segment[0]).putInt(4).putLong(segment[1]).putLong(segment[1]);
      out.putLong(segment[1]).putLong(segment[2]).putLong(segment[2]).putLong(8);
    }
    byte[] file = new byte[size];
    out.get(0, file);
    return file;
  }
}
