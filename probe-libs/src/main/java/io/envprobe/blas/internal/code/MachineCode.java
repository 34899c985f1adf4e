package io.envprobe.blas.internal.code;

import io.envprobe.binaries.ElfHeader;
import io.envprobe.binaries.ElfMachine;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Reads functions that store or return constants. Only code that is understood whole counts: one
 * unknown instruction, branch or operand, and the answer is empty.
 */
public final class MachineCode {
  /** More bytes than such a function has. */
  public static final int LONGEST = 96;

  private MachineCode() {}

  /** What the function that starts with these bytes does. */
  public static Optional<Effect> effect(ElfHeader header, byte[] code) {
    boolean little = header.order().equals(ByteOrder.LITTLE_ENDIAN);
    if (header.bits() != 64) {
      return Optional.empty();
    }
    if (header.machine() == ElfMachine.X86_64.number()) {
      return new X86Code(code).run();
    }
    if (header.machine() == ElfMachine.AARCH64.number() && little) {
      return new ArmCode(code).run();
    }
    if (header.machine() == ElfMachine.PPC64.number()) {
      return new PowerCode(code, header.order()).run();
    }
    if (header.machine() == ElfMachine.RISCV.number() && little) {
      return new RiscvCode(code).run();
    }
    if (header.machine() == ElfMachine.S390.number() && !little) {
      return new SystemZCode(code).run();
    }
    return Optional.empty();
  }

  /**
   * How many bits wide the first argument's target is read by a function: its first load through
   * that argument. Known for x86-64 only; empty where the code is not understood up to there.
   */
  public static java.util.OptionalInt firstLoad(ElfHeader header, byte[] code) {
    return header.machine() == ElfMachine.X86_64.number() && header.bits() == 64
        ? X86Load.width(code)
        : java.util.OptionalInt.empty();
  }
}
