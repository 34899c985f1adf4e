package io.envprobe.binaries;

import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The file header of an ELF file.
 *
 * <p>Source: System V ABI, ELF header, https://gabi.xinuos.com/elf/02-eheader.html; the
 * processor-specific flags from each processor's ABI supplement.
 *
 * @param bits 32 or 64
 * @param order the byte order of every number in the file
 * @param osAbi {@code EI_OSABI}, 0…255: 0 none, 3 GNU/Linux, 9 FreeBSD
 * @param abiVersion {@code EI_ABIVERSION}, 0…255
 * @param paddingClear whether the unused bytes of {@code e_ident} are zero; glibc refuses a file
 *     where they are not
 * @param type {@code e_type}: 1 relocatable, 2 executable, 3 shared object, 4 core
 * @param machine {@code e_machine}, 0…65535; {@link ElfMachine} names the known ones
 * @param version {@code e_version}, 1 in every valid file
 * @param flags {@code e_flags}, unsigned 32 bits
 * @param programHeaderOffset where the program headers start; may lie outside of the file
 * @param programHeaderSize {@code e_phentsize}; 32 or 56 in a sound file with segments
 * @param programHeaderCount {@code e_phnum}, or its extension in section 0
 * @param sectionHeaderOffset where the section headers start, 0 for none; not used for reading
 */
public record ElfHeader(
    int bits,
    ByteOrder order,
    int osAbi,
    int abiVersion,
    boolean paddingClear,
    int type,
    int machine,
    long version,
    long flags,
    long programHeaderOffset,
    int programHeaderSize,
    long programHeaderCount,
    long sectionHeaderOffset) {

  private static final long ARM_EABI_MASK = 0xff000000L;
  private static final long ARM_EABI_5 = 0x05000000L;
  private static final long ARM_HARD_FLOAT = 0x400;
  private static final long ARM_SOFT_FLOAT = 0x200;
  private static final long MIPS_ABI2 = 0x20;
  private static final long MIPS_NAN2008 = 0x400;

  /** {@code NONE}, {@code REL}, {@code EXEC}, {@code DYN}, {@code CORE}, or the number in hex. */
  public String typeName() {
    return switch (type) {
      case 0 -> "NONE";
      case 1 -> "REL";
      case 2 -> "EXEC";
      case 3 -> "DYN";
      case 4 -> "CORE";
      default -> "0x" + Integer.toHexString(type);
    };
  }

  /** Whether the file says that it has section headers; stripped files may have none. */
  public boolean hasSectionHeaders() {
    return sectionHeaderOffset != 0;
  }

  public boolean isLittleEndian() {
    return order == ByteOrder.LITTLE_ENDIAN;
  }

  /** Whether the machine is this one. */
  public boolean is(ElfMachine candidate) {
    return machine == candidate.number();
  }

  /**
   * Whether the code passes floating-point values in registers, by the rule that Python packaging
   * tools apply to the running interpreter before they offer {@code armv7l} tags: 32-bit,
   * little-endian, ARM, EABI version 5, hard-float flag.
   */
  public boolean isArmHardFloat() {
    return bits == 32
        && isLittleEndian()
        && is(ElfMachine.ARM)
        && (flags & ARM_EABI_MASK) == ARM_EABI_5
        && (flags & ARM_HARD_FLOAT) != 0;
  }

  /** Whether the code is 32-bit x86, by the rule that Python packaging tools apply. */
  public boolean isI386() {
    return bits == 32 && isLittleEndian() && is(ElfMachine.I386);
  }

  /** How floating-point values are passed, where {@code e_flags} tells. */
  public Optional<FloatAbi> floatAbi() {
    if (is(ElfMachine.ARM)) {
      if ((flags & ARM_HARD_FLOAT) != 0) {
        return Optional.of(FloatAbi.HARD);
      }
      return (flags & ARM_SOFT_FLOAT) != 0 ? Optional.of(FloatAbi.SOFT) : Optional.empty();
    }
    if (is(ElfMachine.RISCV)) {
      return Optional.of(FloatAbi.ofWidth((int) (flags >> 1 & 3)));
    }
    if (is(ElfMachine.LOONGARCH)) {
      int modifier = (int) (flags & 7);
      return modifier >= 1 && modifier <= 3
          ? Optional.of(FloatAbi.ofWidth(modifier - 1))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** The version of the 64-bit PowerPC ELF ABI: 1, 2, or 0 where the file does not depend on it. */
  public int powerAbi() {
    return is(ElfMachine.PPC64) ? (int) (flags & 3) : 0;
  }

  /** The MIPS calling convention: {@code o32}, {@code n32}, {@code n64}; empty for others. */
  public Optional<String> mipsAbi() {
    if (!is(ElfMachine.MIPS)) {
      return Optional.empty();
    }
    if (bits == 64) {
      return Optional.of("n64");
    }
    return Optional.of((flags & MIPS_ABI2) != 0 ? "n32" : "o32");
  }

  /** Whether MIPS code takes not-a-number values as IEEE 754-2008 does; the kernel insists. */
  public boolean isMipsNan2008() {
    return is(ElfMachine.MIPS) && (flags & MIPS_NAN2008) != 0;
  }

  /** Whether the code uses compressed instructions (RISC-V {@code EF_RISCV_RVC}). */
  public boolean isCompressedRiscv() {
    return is(ElfMachine.RISCV) && (flags & 1) != 0;
  }

  /**
   * Whether a file without {@code PT_GNU_STACK} gets an executable stack; newer architectures never
   * had them. Source: glibc, sysdeps/&#42;/stackinfo.h.
   */
  public boolean hasExecutableStackByDefault() {
    Optional<ElfMachine> known = ElfMachine.of(machine);
    return known.isPresent()
        && switch (known.get()) {
          case X86_64, I386, ARM, PPC, S390, MIPS, SPARC, SPARC32PLUS, SPARCV9, M68K, SH, ALPHA ->
              true;
          default -> false;
        };
  }

  /**
   * The architecture as Linux platform tags spell it ({@code x86_64}, {@code i686}, {@code
   * aarch64}, {@code armv7l}, {@code ppc64le} …; {@code x32} for 32-bit x86-64 code); empty for a
   * machine that {@link ElfMachine} does not list.
   */
  public Optional<String> architecture() {
    Optional<ElfMachine> known = ElfMachine.of(machine);
    return known.isPresent() ? Optional.of(known.get().architecture(this)) : Optional.empty();
  }
}
