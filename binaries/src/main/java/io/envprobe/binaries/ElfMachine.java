package io.envprobe.binaries;

import java.util.Locale;
import java.util.Optional;

/**
 * The machines of {@code e_machine} that run Linux, BSD or Solaris today.
 *
 * <p>Source: https://gabi.xinuos.com/elf/a-emachine.html; Alpha's number is the unofficial one that
 * its toolchain writes.
 */
public enum ElfMachine {
  SPARC(2),
  I386(3),
  M68K(4),
  MIPS(8),
  PARISC(15),
  SPARC32PLUS(18),
  PPC(20),
  PPC64(21),
  S390(22),
  ARM(40),
  SH(42),
  SPARCV9(43),
  IA_64(50),
  X86_64(62),
  OR1K(92),
  XTENSA(94),
  MICROBLAZE(189),
  AARCH64(183),
  CUDA(190),
  ARCV2(195),
  AMDGPU(224),
  RISCV(243),
  BPF(247),
  CSKY(252),
  LOONGARCH(258),
  ALPHA(0x9026);

  private final int number;

  ElfMachine(int number) {
    this.number = number;
  }

  /** The value of {@code e_machine}. */
  public int number() {
    return number;
  }

  /** The machine with a number; empty where it is not listed. */
  public static Optional<ElfMachine> of(int number) {
    for (ElfMachine machine : values()) {
      if (machine.number == number) {
        return Optional.of(machine);
      }
    }
    return Optional.empty();
  }

  /** The name without the prefix {@code EM_}, in lower case: {@code x86_64}, {@code riscv}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  String architecture(ElfHeader header) {
    boolean wide = header.bits() == 64;
    boolean little = header.isLittleEndian();
    return switch (this) {
      case I386 -> "i686";
      case X86_64 -> wide ? "x86_64" : "x32";
      case AARCH64 -> (wide ? "aarch64" : "aarch64_ilp32") + (little ? "" : "_be");
      case ARM -> arm(header);
      case PPC -> little ? "ppcle" : "ppc";
      case PPC64 -> little ? "ppc64le" : "ppc64";
      case S390 -> wide ? "s390x" : "s390";
      case RISCV -> wide ? "riscv64" : "riscv32";
      case LOONGARCH -> wide ? "loongarch64" : "loongarch32";
      case MIPS -> (wide ? "mips64" : "mips") + (little ? "el" : "");
      case SPARCV9 -> "sparc64";
      case SPARC, SPARC32PLUS -> "sparc";
      case IA_64 -> "ia64";
      default -> label();
    };
  }

  private static String arm(ElfHeader header) {
    if (!header.isLittleEndian()) {
      return "armeb";
    }
    return header.isArmHardFloat() ? "armv7l" : "armel";
  }
}
