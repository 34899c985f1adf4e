package io.envprobe.blas.internal.code;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * RISC-V, 64 bits: {@code li}, {@code sw} or {@code sd} to an argument, {@code ret}, each also in
 * its compressed form.
 *
 * <p>Source: The RISC-V Instruction Set Manual, volume I, chapters RV64I and C; RISC-V calling
 * conventions.
 */
final class RiscvCode {
  private static final int[] ARGUMENTS = {10, 11, 12};
  private static final int RET = 0x00008067;
  private static final int COMPRESSED_RET = 0x8082;
  private static final int OP_IMMEDIATE = 0x13;
  private static final int STORE = 0x23;

  private final ByteBuffer code;
  private final Registers registers = new Registers(ARGUMENTS, 10);

  RiscvCode(byte[] code) {
    this.code = ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN);
    registers.set(0, 0);
  }

  Optional<Effect> run() {
    while (code.remaining() >= 2) {
      int half = code.getShort() & 0xffff;
      if (half == COMPRESSED_RET) {
        return registers.end();
      }
      if ((half & 3) != 3) {
        if (!compressed(half)) {
          return Optional.empty();
        }
        continue;
      }
      if (code.remaining() < 2) {
        return Optional.empty();
      }
      int word = half | (code.getShort() & 0xffff) << 16;
      if (word == RET) {
        return registers.end();
      }
      if (!whole(word)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private boolean whole(int word) {
    int base = (word >> 15) & 31;
    int function = (word >> 12) & 7;
    if ((word & 0x7f) == OP_IMMEDIATE && function == 0 && base == 0) {
      registers.set((word >> 7) & 31, word >> 20);
      return true;
    }
    boolean here = (word & 0xfe000f80) == 0;
    boolean store = (word & 0x7f) == STORE && here && (function == 2 || function == 3);
    return store && registers.storeRegister(base, function == 3 ? 64 : 32, (word >> 20) & 31);
  }

  private boolean compressed(int half) {
    int function = half >> 13;
    if ((half & 3) == 1 && function == 2) {
      int value = ((half >> 2) & 31) | ((half & 0x1000) != 0 ? -32 : 0);
      registers.set((half >> 7) & 31, value);
      return true;
    }
    boolean here = (half & 0x1c60) == 0;
    boolean store = (half & 3) == 0 && here && (function == 6 || function == 7);
    int base = 8 + ((half >> 7) & 7);
    return store && registers.storeRegister(base, function == 7 ? 64 : 32, 8 + ((half >> 2) & 7));
  }
}
