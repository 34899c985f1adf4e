package io.envprobe.blas.internal.code;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * IBM Z, 64 bits: {@code mvhi} and {@code mvghi} to an argument, {@code lhi} and {@code lghi},
 * {@code br %r14}.
 *
 * <p>Source: z/Architecture Principles of Operation, chapter 7; ELF Application Binary Interface
 * s390x Supplement.
 */
final class SystemZCode {
  private static final int[] ARGUMENTS = {2, 3, 4};
  private static final int RETURN = 0x07fe;
  private static final int MOVE_WORD = 0xe54c;
  private static final int MOVE_DOUBLE = 0xe548;
  private static final int LOAD_WORD = 0xa708;
  private static final int LOAD_DOUBLE = 0xa709;
  private static final int STORE_WORD = 0x50;
  private static final int STORE_DOUBLE = 0xe3;
  private static final int STORE_DOUBLE_END = 0x0024;

  private final ByteBuffer code;
  private final Registers registers = new Registers(ARGUMENTS, 2);

  SystemZCode(byte[] code) {
    this.code = ByteBuffer.wrap(code).order(ByteOrder.BIG_ENDIAN);
  }

  Optional<Effect> run() {
    while (code.remaining() >= 2) {
      int half = code.getShort() & 0xffff;
      if (half == RETURN) {
        return registers.end();
      }
      if (!step(half)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private boolean step(int half) {
    if ((half & 0xff0f) == LOAD_WORD || (half & 0xff0f) == LOAD_DOUBLE) {
      if (code.remaining() < 2) {
        return false;
      }
      registers.set((half >> 4) & 15, code.getShort());
      return true;
    }
    if ((half == MOVE_WORD || half == MOVE_DOUBLE) && code.remaining() >= 4) {
      int place = code.getShort() & 0xffff;
      short value = code.getShort();
      return (place & 0xfff) == 0
          && registers.storeValue(place >> 12, half == MOVE_DOUBLE ? 64 : 32, value);
    }
    int register = (half >> 4) & 15;
    boolean unindexed = (half & 15) == 0;
    if (half >> 8 == STORE_WORD && unindexed && code.remaining() >= 2) {
      int place = code.getShort() & 0xffff;
      return (place & 0xfff) == 0 && registers.storeRegister(place >> 12, 32, register);
    }
    if (half >> 8 == STORE_DOUBLE && unindexed && code.remaining() >= 4) {
      int place = code.getShort() & 0xffff;
      boolean stores = (code.getShort() & 0xffff) == STORE_DOUBLE_END;
      return stores && (place & 0xfff) == 0 && registers.storeRegister(place >> 12, 64, register);
    }
    return false;
  }
}
