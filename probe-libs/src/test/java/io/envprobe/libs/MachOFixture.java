package io.envprobe.libs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Small Mach-O files for macOS 11. */
final class MachOFixture {
  static final int ARM64 = 0x0100000c;
  static final int X86_64 = 0x01000007;

  private static final int ID = 0xd;
  private static final int LOAD = 0xc;
  private static final int RPATH = 0x8000001c;
  private static final int BUILD = 0x32;

  private final int cpu;
  private final int type;
  private final List<byte[]> commands = new ArrayList<>();

  private MachOFixture(int cpu, int type) {
    this.cpu = cpu;
    this.type = type;
    commands.add(numbers(BUILD, 24, 1, 11 << 16, 14 << 16, 0));
  }

  static MachOFixture program(int cpu) {
    return new MachOFixture(cpu, 2);
  }

  static MachOFixture library(int cpu, String name) {
    MachOFixture library = new MachOFixture(cpu, 6);
    library.commands.add(text(ID, name, 2, 1 << 16, 1 << 16));
    return library;
  }

  MachOFixture needs(String name) {
    commands.add(text(LOAD, name, 2, 1 << 16, 1 << 16));
    return this;
  }

  MachOFixture rpath(String path) {
    commands.add(text(RPATH, path));
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    commands.forEach(body::writeBytes);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(numbers(0xfeedfacf, cpu, 0, type, commands.size(), body.size(), 0x85, 0));
    file.writeBytes(body.toByteArray());
    return file.toByteArray();
  }

  private static byte[] numbers(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int number : numbers) {
      bytes.putInt(number);
    }
    return bytes.array();
  }

  /** A command with a text after its numbers. */
  private static byte[] text(int command, String text, int... numbers) {
    byte[] name = text.getBytes(StandardCharsets.UTF_8);
    int at = 12 + numbers.length * 4;
    ByteBuffer bytes =
        ByteBuffer.allocate((at + name.length + 8) / 8 * 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(command).putInt(bytes.capacity()).putInt(at);
    for (int number : numbers) {
      bytes.putInt(number);
    }
    return bytes.put(name).array();
  }
}
