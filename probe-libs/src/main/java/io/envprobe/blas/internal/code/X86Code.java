package io.envprobe.blas.internal.code;

import java.util.Optional;

/**
 * x86-64: moves of constants to registers and through argument registers.
 *
 * <p>Source: Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2; System V ABI,
 * AMD64 supplement.
 */
final class X86Code {
  private static final int[] ARGUMENTS = {7, 6, 2};
  private static final int MOV_REGISTER = 0xb8;

  private final byte[] code;
  private final Registers registers = new Registers(ARGUMENTS, 0);
  private int at;

  X86Code(byte[] code) {
    this.code = code;
  }

  Optional<Effect> run() {
    if (is(0xf3, 0x0f, 0x1e, 0xfa)) {
      at += 4; // endbr64
    }
    while (at < code.length) {
      if (is(0xc3) || is(0xf3, 0xc3)) {
        return registers.end();
      }
      if (!step()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private boolean step() {
    if (frame()) {
      return true;
    }
    boolean wide = is(0x48);
    int opcode = unsigned(at + (wide ? 1 : 0));
    int operands = unsigned(at + (wide ? 2 : 1));
    int start = at + (wide ? 3 : 2);
    int low = operands & 7;
    int middle = (operands >> 3) & 7;
    boolean memory = operands >> 6 == 0 && low != 4 && low != 5;
    if (opcode == 0xc7 && memory && middle == 0) {
      at = start + 4;
      return at <= code.length && registers.storeValue(low, wide ? 64 : 32, immediate(start));
    }
    if (opcode == 0x83 && memory && middle == 4 && unsigned(start) == 0) {
      at = start + 1; // andl $0,(…), the shorter way to store 0
      return registers.storeValue(low, wide ? 64 : 32, 0);
    }
    if (opcode == 0x89 && memory) {
      at = start;
      return registers.storeRegister(low, wide ? 64 : 32, middle);
    }
    if ((opcode == 0x31 || opcode == 0x33) && operands >> 6 == 3 && low == middle) {
      at = start;
      registers.set(low, 0);
      return true;
    }
    if (opcode == 0xc7 && operands >> 6 == 3 && middle == 0) {
      at = start + 4;
      registers.set(low, wide ? immediate(start) : immediate(start) & 0xffffffffL);
      return at <= code.length;
    }
    if (!wide && opcode >= MOV_REGISTER && opcode < MOV_REGISTER + 8) {
      long value = immediate(at + 1);
      at += 5;
      // The upper half is cleared; a function that returns int returns the lower one.
      registers.set(opcode - MOV_REGISTER, value);
      return at <= code.length;
    }
    return false;
  }

  /** A frame pointer, which some distributions keep in every function. */
  private boolean frame() {
    if (is(0x55) || is(0x5d)) {
      at += 1;
      return true;
    }
    if (is(0x48, 0x89, 0xe5) || is(0x48, 0x8b, 0xec)) {
      at += 3;
      return true;
    }
    return false;
  }

  private boolean is(int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (unsigned(at + i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private int unsigned(int index) {
    return index < code.length ? code[index] & 0xff : -1;
  }

  private long immediate(int index) {
    if (index + 4 > code.length) {
      return 0; // The caller sees that the code ends here.
    }
    return unsigned(index)
        | unsigned(index + 1) << 8
        | unsigned(index + 2) << 16
        | unsigned(index + 3) << 24;
  }
}
