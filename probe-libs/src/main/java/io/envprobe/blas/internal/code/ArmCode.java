package io.envprobe.blas.internal.code;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * AArch64: {@code movz}, {@code str} to an argument, {@code ret}.
 *
 * <p>Source: Arm Architecture Reference Manual for A-profile, chapter C6; Procedure Call Standard
 * for the Arm 64-bit Architecture.
 */
final class ArmCode {
  private static final int[] ARGUMENTS = {0, 1, 2};
  private static final int ZERO = 31;
  private static final int RET = 0xd65f03c0;

  /** Landing pads and the signing of return addresses, which change nothing here. */
  private static final int HINT_MASK = 0xfffff01f;

  private static final int HINT = 0xd503201f;

  private final ByteBuffer code;
  private final Registers registers = new Registers(ARGUMENTS, 0);

  ArmCode(byte[] code) {
    this.code = ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN);
    registers.set(ZERO, 0);
  }

  Optional<Effect> run() {
    while (code.remaining() >= 4) {
      int word = code.getInt();
      if (word == RET) {
        return registers.end();
      }
      if ((word & HINT_MASK) == HINT) {
        continue;
      }
      int target = word & 31;
      if ((word & 0x7fe00000) == 0x52800000) {
        registers.set(target, (word >> 5) & 0xffff); // movz
      } else if ((word & 0xbffffc00) == 0xb9000000) {
        boolean doubled = (word & 0x40000000) != 0;
        if (!registers.storeRegister((word >> 5) & 31, doubled ? 64 : 32, target)) {
          return Optional.empty();
        }
      } else {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
