package io.envprobe.binaries;

import io.envprobe.binaries.ElfDynamic.Tag;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Small sound files of each format. */
final class Samples {
  private Samples() {}

  static final long MACH_LOAD_WEAK_DYLIB = 0x80000018L;
  static final long MACH_RPATH = 0x8000001cL;

  /** A library with needs, definitions, notes, and symbols behind a hash table of either kind. */
  static byte[] elf(int bits, ByteOrder order, boolean gnuHash) {
    ElfAssembler elf = new ElfAssembler(bits, order);
    elf.named(Tag.NEEDED, "libc.so.6").named(Tag.SONAME, "libsample.so.1");
    elf.named(Tag.RUNPATH, "$ORIGIN/lib");
    byte[] needs =
        elf.numbers(
            2,
            1,
            2,
            2,
            4,
            elf.string("libc.so.6"),
            4,
            16,
            4,
            0,
            4,
            ElfHash.sysv("GLIBC_2.34"),
            2,
            0,
            2,
            3,
            4,
            elf.string("GLIBC_2.34"),
            4,
            16,
            4,
            ElfHash.sysv("GLIBC_2.4"),
            2,
            0,
            2,
            4,
            4,
            elf.string("GLIBC_2.4"),
            4,
            0);
    byte[] definitions =
        elf.numbers(
            2,
            1,
            2,
            0,
            2,
            2,
            2,
            1,
            4,
            ElfHash.sysv("SAMPLE_1"),
            4,
            20,
            4,
            0,
            4,
            elf.string("SAMPLE_1"),
            4,
            0);
    elf.table(Tag.VERNEED, needs).entry(Tag.VERNEEDNUM, 1);
    elf.table(Tag.VERDEF, definitions).entry(Tag.VERDEFNUM, 1);
    byte[][] symbols = {
      symbol(elf, bits, "", 0, 0),
      symbol(elf, bits, "puts", 0x12, 0),
      symbol(elf, bits, "_ZNSs6appendEPKc", 0x22, 0),
      symbol(elf, bits, "provided", 0x12, 7)
    };
    elf.table(Tag.SYMTAB, concat(symbols));
    elf.table(Tag.VERSYM, elf.numbers(2, 0, 2, 3, 2, 1, 2, 2));
    if (gnuHash) {
      elf.table(
          Tag.GNU_HASH,
          concat(
              elf.numbers(4, 1, 4, 3, 4, 1, 4, 0, bits / 8, -1, 4, 3),
              elf.numbers(4, ElfHash.gnu("provided") | 1)));
    } else {
      elf.table(Tag.HASH, elf.numbers(4, 1, 4, 4, 4, 3, 4, 0, 4, 0, 4, 0, 4, 0));
    }
    elf.note("GNU", 1, elf.numbers(4, 0, 4, 3, 4, 2, 4, 0));
    return elf.interpreter("/lib/ld.so.1").file();
  }

  private static byte[] symbol(ElfAssembler elf, int bits, String name, int info, int section) {
    int at = name.isEmpty() ? 0 : elf.string(name);
    return bits == 64
        ? elf.numbers(4, at, 1, info, 1, 0, 2, section, 8, 0x1234, 8, 16)
        : elf.numbers(4, at, 4, 0x1234, 4, 16, 1, info, 1, 0, 2, section);
  }

  /** A DLL with one import of each kind, an export and a version. */
  static byte[] pe() {
    ByteBuffer out = little(0x600);
    out.putShort(0, (short) 0x5a4d).putInt(60, 0x80).putInt(0x80, 0x4550);
    out.putShort(0x84, (short) 0x8664).putShort(0x86, (short) 1);
    out.putShort(0x94, (short) 240).putShort(0x96, (short) 0x2022);
    int optional = 0x98;
    out.putShort(optional, (short) 0x20b).putInt(optional + 60, 0x200);
    out.putShort(optional + 40, (short) 10).putShort(optional + 48, (short) 6);
    out.putShort(optional + 50, (short) 1).putShort(optional + 68, (short) 2);
    out.putInt(optional + 108, 16);
    int section = optional + 240;
    // Address 0x1000 is offset 0x200.
    out.putInt(section + 8, 0x400).putInt(section + 12, 0x1000);
    out.putInt(section + 16, 0x400).putInt(section + 20, 0x200);
    directory(out, 1, 0x1000);
    directory(out, 13, 0x1040);
    directory(out, 0, 0x1080);
    directory(out, 2, 0x1100);
    // Imports: by name and by number.
    ints(out, 0x200, 0x1200, 0, 0, 0x1220, 0x1200);
    out.putLong(0x400, 0x1230).putLong(0x408, 0x8000000000000011L);
    text(out, 0x420, "KERNEL32.dll");
    text(out, 0x432, "GetLastError");
    // Delay import.
    ints(out, 0x240, 1, 0x1250, 0, 0, 0x1260);
    text(out, 0x450, "nvcuda.dll");
    out.putLong(0x460, 0x1270);
    text(out, 0x472, "cuInit");
    // Exports.
    ints(out, 0x280, 0, 0, 0, 0x1290, 1, 1, 1, 0, 0x12a0, 0);
    text(out, 0x490, "sample.dll");
    ints(out, 0x4a0, 0x12b0);
    text(out, 0x4b0, "sample_fn");
    // Resources: type 16, name 1, language 1033, data.
    for (int level = 0; level < 3; level++) {
      int at = 0x300 + level * 0x20;
      out.putShort(at + 14, (short) 1);
      out.putInt(at + 16, level == 0 ? 16 : 1);
      out.putInt(at + 20, (level + 1) * 0x20 | (level < 2 ? 0x80000000 : 0));
    }
    ints(out, 0x360, 0x1300, 92);
    ints(out, 0x528, 0xfeef04bd, 0x10000, 14 << 16 | 40, 33810 << 16, 14 << 16, 1 << 16 | 2);
    return content(out);
  }

  private static void directory(ByteBuffer out, int index, int address) {
    out.putInt(0x98 + 112 + index * 8, address).putInt(0x98 + 116 + index * 8, 0x80);
  }

  /** An arm64 library for macOS 14.2. */
  static byte[] machO() {
    List<byte[]> commands = new ArrayList<>();
    commands.add(dylib(0xd, "@rpath/libsample.dylib", 1 << 16, 1 << 16));
    commands.add(dylib(0xc, "/usr/lib/libSystem.B.dylib", 1311 << 16 | 0x203, 1 << 16));
    commands.add(dylib(MACH_LOAD_WEAK_DYLIB, "@rpath/libopt.dylib", 1 << 16, 1 << 16));
    commands.add(command(MACH_RPATH, "@loader_path/..", 12));
    ByteBuffer build = little(24);
    ints(build, 0, 0x32, 24, 1, 14 << 16 | 0x200, 15 << 16, 0);
    commands.add(content(build));
    int size = commands.stream().mapToInt(command -> command.length).sum() + 24;
    ByteBuffer symbols = little(24);
    ints(symbols, 0, 2, 24, 32 + size, 1, 32 + size + 16, 8);
    commands.add(content(symbols));
    ByteBuffer out = little(32 + size + 24);
    ints(out, 0, 0xfeedfacf, 0x0100000c, 0, 6, commands.size(), size, 0x85, 0);
    out.put(32, concat(commands.toArray(new byte[0][])));
    // The description is in the upper half: weak reference, first library.
    ints(out, 32 + size, 1, 0x0140 << 16 | 1);
    text(out, 32 + size + 17, "_puts");
    return content(out);
  }

  /** The same library as the only slice of a fat file. */
  static byte[] fat() {
    byte[] slice = machO();
    ByteBuffer out = ByteBuffer.allocate(0x1000 + slice.length);
    ints(out, 0, 0xcafebabe, 1, 0x0100000c, 0, 0x1000, slice.length, 12);
    return content(out.put(0x1000, slice));
  }

  /** A shared cache with two libraries, the list where caches in several files have it or not. */
  static byte[] dyldCache(boolean moved) {
    ByteBuffer out = little(0x280);
    text(out, 0, "dyld_v1  arm64e");
    ints(out, 0x10, 0x1d0, 0);
    ints(out, moved ? 0x1c0 : 0x18, 0x200, 2);
    ints(out, 0x218, 0x240);
    ints(out, 0x238, 0x260);
    text(out, 0x240, "/usr/lib/libSystem.B.dylib");
    text(out, 0x260, "/usr/lib/libz.1.dylib");
    return content(out);
  }

  private static byte[] dylib(long number, String name, int current, int compatibility) {
    ByteBuffer command = ByteBuffer.wrap(command(number, name, 24)).order(ByteOrder.LITTLE_ENDIAN);
    ints(command, 12, 2, current, compatibility);
    return content(command);
  }

  private static byte[] command(long number, String text, int at) {
    ByteBuffer command = little((at + text.length() + 8) / 8 * 8);
    ints(command, 0, (int) number, command.capacity(), at);
    text(command, at, text);
    return content(command);
  }

  /** A cache with two libraries, one of them in a subdirectory for newer processors. */
  static byte[] cache(ByteOrder order) {
    ByteBuffer out = ByteBuffer.allocate(0x140).order(order);
    text(out, 0, "glibc-ld.so.cache1.1");
    ints(out, 20, 2, 0x60);
    out.put(28, (byte) (order == ByteOrder.LITTLE_ENDIAN ? 2 : 3)).putInt(32, 0xf0);
    ints(out, 48, 0x303, 0x60, 0x70, 0);
    out.putLong(64, 1L << 62 | 1L << 32);
    ints(out, 72, 0x303, 0x60, 0x98, 0);
    text(out, 0x60, "libfoo.so.1");
    text(out, 0x70, "/lib/glibc-hwcaps/x86-64-v3/libfoo.so.1");
    text(out, 0x98, "/lib/libfoo.so.1");
    text(out, 0xb0, "x86-64-v3");
    ints(out, 0xf0, 0xeaa42174, 2, 0, 0, 0x120, 8, 1, 0, 0x128, 4);
    text(out, 0x120, "ldconfig");
    ints(out, 0x128, 0xb0);
    return content(out);
  }

  /** The same cache within one of the old format. */
  static byte[] compatibleCache() {
    byte[] inner = cache(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer out = little(32 + inner.length);
    text(out, 0, "ld.so-1.7.0");
    ints(out, 12, 1, 3, 0, 12);
    out.put(32, inner);
    // Offsets within the extension count from the start of the file.
    ints(out, 32 + 32, 0xf0 + 32);
    ints(out, 32 + 0xf0 + 16, 0x120 + 32);
    ints(out, 32 + 0xf0 + 32, 0x128 + 32);
    return content(out);
  }

  /** An archive with a short, a GNU and a BSD name. */
  static byte[] archive() {
    return concat(
        ascii("!<arch>\n"),
        member("/", "symbols"),
        member("//", "a_name_longer_than_sixteen.o/\n"),
        member("a.o/", "AAA"),
        member("/0", "BB"),
        member("#1/8", "bsd.o\0\0\0CCCC"));
  }

  static byte[] member(String name, String content) {
    StringBuilder text = new StringBuilder(name);
    text.append(" ".repeat(48 - name.length())).append(content.length());
    text.append(" ".repeat(58 - text.length())).append("`\n").append(content);
    return ascii(content.length() % 2 == 0 ? text.toString() : text + "\n");
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] concat(byte[]... parts) {
    int size = 0;
    for (byte[] part : parts) {
      size += part.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    for (byte[] part : parts) {
      out.put(part);
    }
    return content(out);
  }

  private static byte[] content(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void ints(ByteBuffer out, int at, int... values) {
    for (int i = 0; i < values.length; i++) {
      out.putInt(at + i * 4, values[i]);
    }
  }

  private static void text(ByteBuffer out, int at, String text) {
    out.put(at, ascii(text));
  }
}
