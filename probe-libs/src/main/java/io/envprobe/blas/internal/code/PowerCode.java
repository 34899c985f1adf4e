package io.envprobe.blas.internal.code;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Power, 64 bits: {@code li}, {@code stw} or {@code std} to an argument, {@code blr}.
 *
 * <p>Source: Power ISA, book I; 64-Bit ELF V2 ABI Specification.
 */
final class PowerCode {
  private static final int[] ARGUMENTS = {3, 4, 5};
  private static final int BLR = 0x4e800020;
  private static final int ADD_IMMEDIATE = 14;
  private static final int STORE_WORD = 36;
  private static final int STORE_DOUBLE = 62;

  private final ByteBuffer code;
  private final Registers registers = new Registers(ARGUMENTS, 3);

  PowerCode(byte[] code, ByteOrder order) {
    this.code = ByteBuffer.wrap(code).order(order);
  }

  Optional<Effect> run() {
    while (code.remaining() >= 4) {
      int word = code.getInt();
      if (word == BLR) {
        return registers.end();
      }
      if (!step(word >>> 26, (word >> 21) & 31, (word >> 16) & 31, word & 0xffff)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private boolean step(int operation, int register, int base, int rest) {
    if (operation == ADD_IMMEDIATE && base == 0) {
      registers.set(register, (short) rest);
      return true;
    }
    if (operation == STORE_WORD && rest == 0) {
      return registers.storeRegister(base, 32, register);
    }
    return operation == STORE_DOUBLE && rest == 0 && registers.storeRegister(base, 64, register);
  }
}
