package io.envprobe.blas.internal.code;

import java.util.OptionalInt;

/**
 * The first load through the first argument of an x86-64 function, {@code (%rdi)}, past the pushes
 * and moves that functions begin with.
 */
final class X86Load {
  private static final int FIRST_ARGUMENT = 7;

  private X86Load() {}

  static OptionalInt width(byte[] code) {
    int at = code.length >= 4 && (code[3] & 0xff) == 0xfa && (code[0] & 0xff) == 0xf3 ? 4 : 0;
    while (at + 2 < code.length) {
      int first = code[at] & 0xff;
      if (first >= 0x50 && first < 0x58) {
        at += 1; // push
        continue;
      }
      boolean prefixed = (first & 0xf0) == 0x40;
      int opcode = code[prefixed ? at + 1 : at] & 0xff;
      int start = prefixed ? at + 2 : at + 1;
      int operands = code[start] & 0xff;
      boolean wide = prefixed && (first & 8) != 0;
      boolean argument = operands >> 6 == 0 && (operands & 7) == FIRST_ARGUMENT;
      boolean plainBase = !prefixed || (first & 1) == 0;
      if (opcode == 0x63 && wide && argument && plainBase) {
        return OptionalInt.of(32); // movslq (%rdi)
      }
      if (opcode == 0x8b && argument && plainBase) {
        return OptionalInt.of(wide ? 64 : 32);
      }
      if (opcode >= 0x50 && opcode < 0x58 && prefixed) {
        at += 2; // push of an upper register
      } else if ((opcode == 0x89 || opcode == 0x8b || opcode == 0x31 || opcode == 0x85)
          && operands >> 6 == 3) {
        at = start + 1; // between registers
      } else if (opcode == 0x83 && operands >> 6 == 3) {
        at = start + 2; // sub $8,%rsp
      } else if (opcode == 0x81 && operands >> 6 == 3) {
        at = start + 5;
      } else {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.empty();
  }
}
