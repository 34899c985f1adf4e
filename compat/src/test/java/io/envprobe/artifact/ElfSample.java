package io.envprobe.artifact;

import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.ElfHash;
import io.envprobe.binaries.ElfSegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Puts x86-64 libraries together that need what a test says. Addresses equal offsets. */
public final class ElfSample {
  private static final int HEADERS = 64 + 4 * 56;
  private static final int CAPACITY = 64 << 20;

  private final List<String> needed = new ArrayList<>();
  private final List<String[]> imports = new ArrayList<>();
  private final List<long[]> entries = new ArrayList<>();
  private final StringBuilder strings = new StringBuilder("\0");
  private int padding;
  private boolean executableStack;
  private int level;
  private int[] kernel = {};

  /** A sample of nothing yet. */
  public ElfSample() {}

  /** Is marked for an x86-64 level; levels above 4 set a bit that nobody has given a meaning. */
  public ElfSample level(int needed) {
    level = needed;
    return this;
  }

  /** Is marked for a Linux kernel. */
  public ElfSample kernel(int major, int minor, int patch) {
    kernel = new int[] {major, minor, patch};
    return this;
  }

  /** Needs a library. */
  public ElfSample needs(String soname) {
    needed.add(soname);
    return this;
  }

  /** Needs a symbol in a version of a library that is needed anyway. */
  public ElfSample imports(String symbol, String library, String version) {
    imports.add(new String[] {symbol, library, version, ""});
    return this;
  }

  /** The same in a version that may be missing. */
  public ElfSample importsWeakly(String symbol, String library, String version) {
    imports.add(new String[] {symbol, library, version, "weak"});
    return this;
  }

  public ElfSample soname(String name) {
    entries.add(new long[] {Tag.SONAME, string(name)});
    return this;
  }

  public ElfSample runpath(String path) {
    entries.add(new long[] {Tag.RUNPATH, string(path)});
    return this;
  }

  ElfSample executableStack() {
    executableStack = true;
    return this;
  }

  /** Puts so many random bytes between the symbols and the dynamic section. */
  ElfSample padding(int bytes) {
    padding = bytes;
    return this;
  }

  private int string(String text) {
    int at = strings.length();
    strings.append(text).append('\0');
    return at;
  }

  public byte[] bytes() {
    ByteBuffer out =
        ByteBuffer.allocate(Math.min(CAPACITY, padding + (1 << 16))).order(ByteOrder.LITTLE_ENDIAN);
    out.position(HEADERS);
    needed.forEach(name -> entries.add(new long[] {Tag.NEEDED, string(name)}));
    List<int[]> symbols = new ArrayList<>();
    for (String[] wanted : imports) {
      symbols.add(new int[] {string(wanted[0]), string(wanted[1]), string(wanted[2])});
    }
    tables(out, symbols);
    byte[] text = strings.toString().getBytes(StandardCharsets.UTF_8);
    entries.add(new long[] {Tag.STRTAB, out.position()});
    entries.add(new long[] {Tag.STRSZ, text.length});
    out.put(text);
    byte[] noise = new byte[padding];
    new Random(padding).nextBytes(noise);
    out.put(noise);
    out.position((out.position() + 7) / 8 * 8);
    int notes = out.position();
    notes(out);
    int notesEnd = out.position();
    out.position((out.position() + 7) / 8 * 8);
    long dynamic = out.position();
    entries.add(new long[] {0, 0});
    entries.forEach(entry -> out.putLong(entry[0]).putLong(entry[1]));
    int size = out.position();
    header(out, dynamic, size, notes, notesEnd - notes);
    byte[] file = new byte[size];
    out.get(0, file);
    return file;
  }

  private void notes(ByteBuffer out) {
    if (level > 0) {
      out.putInt(4).putInt(16).putInt(5).put(new byte[] {'G', 'N', 'U', 0});
      out.putInt(0xc0008002).putInt(4).putInt(1 << (level - 1)).putInt(0);
    }
    if (kernel.length > 0) {
      out.putInt(4).putInt(16).putInt(1).put(new byte[] {'G', 'N', 'U', 0}).putInt(0);
      out.putInt(kernel[0]).putInt(kernel[1]).putInt(kernel[2]);
    }
  }

  private void tables(ByteBuffer out, List<int[]> symbols) {
    out.position((out.position() + 7) / 8 * 8);
    int count = symbols.size() + 1;
    entries.add(new long[] {Tag.SYMTAB, out.position()});
    entries.add(new long[] {Tag.SYMENT, 24});
    out.put(new byte[24]);
    for (int[] symbol : symbols) {
      out.putInt(symbol[0]).put((byte) 0x12).put(new byte[19]);
    }
    entries.add(new long[] {Tag.HASH, out.position()});
    out.putInt(1).putInt(count).putInt(count > 1 ? 1 : 0);
    for (int i = 0; i < count; i++) {
      out.putInt(i > 0 && i < count - 1 ? i + 1 : 0);
    }
    if (symbols.isEmpty()) {
      return;
    }
    entries.add(new long[] {Tag.VERSYM, out.position()});
    out.putShort((short) 0);
    for (int i = 0; i < symbols.size(); i++) {
      out.putShort((short) (i + 2));
    }
    out.position((out.position() + 7) / 8 * 8);
    entries.add(new long[] {Tag.VERNEED, out.position()});
    entries.add(new long[] {Tag.VERNEEDNUM, symbols.size()});
    for (int i = 0; i < symbols.size(); i++) {
      int[] symbol = symbols.get(i);
      boolean last = i == symbols.size() - 1;
      out.putShort((short) 1).putShort((short) 1).putInt(symbol[1]).putInt(16);
      out.putInt(last ? 0 : 32);
      out.putInt((int) ElfHash.sysv(imports.get(i)[2]));
      out.putShort((short) (imports.get(i)[3].isEmpty() ? 0 : 2));
      out.putShort((short) (i + 2)).putInt(symbol[2]).putInt(0);
    }
  }

  private void header(ByteBuffer out, long dynamic, int size, int notes, int noteBytes) {
    List<long[]> segments = new ArrayList<>();
    segments.add(new long[] {ElfSegment.LOAD, 5, 0, size});
    segments.add(new long[] {ElfSegment.DYNAMIC, 6, dynamic, size - dynamic});
    if (noteBytes > 0) {
      segments.add(new long[] {ElfSegment.NOTE, 4, notes, noteBytes});
    }
    segments.add(new long[] {ElfSegment.GNU_STACK, executableStack ? 7 : 6, 0, 0});
    out.position(0);
    out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).put(new byte[9]);
    out.putShort((short) 3).putShort((short) 62).putInt(1);
    out.putLong(0).putLong(64).putLong(0).putInt(0);
    out.putShort((short) 64).putShort((short) 56).putShort((short) segments.size());
    out.position(64);
    for (long[] segment : segments) {
      out.putInt((int) segment[0]).putInt((int) segment[1]).putLong(segment[2]);
      out.putLong(segment[2]).putLong(segment[2]).putLong(segment[3]).putLong(segment[3]);
      out.putLong(8);
    }
  }
}
