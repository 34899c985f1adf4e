package io.envprobe.binaries.gpu.internal;

import java.util.Locale;

/**
 * The processors of AMD's code objects by their number in {@code e_flags}.
 *
 * <p>Source: https://llvm.org/docs/AMDGPUUsage.html#amdgpu-ef-amdgpu-mach-table
 */
enum AmdMachine {
  GFX600(0x20),
  GFX601(0x21),
  GFX602(0x3a),
  GFX700(0x22),
  GFX701(0x23),
  GFX702(0x24),
  GFX703(0x25),
  GFX704(0x26),
  GFX705(0x3b),
  GFX801(0x28),
  GFX802(0x29),
  GFX803(0x2a),
  GFX805(0x3c),
  GFX810(0x2b),
  GFX900(0x2c),
  GFX902(0x2d),
  GFX904(0x2e),
  GFX906(0x2f),
  GFX908(0x30),
  GFX909(0x31),
  GFX90A(0x3f),
  GFX90C(0x32),
  GFX940(0x40),
  GFX941(0x4b),
  GFX942(0x4c),
  GFX950(0x4f),
  GFX9_GENERIC(0x51),
  GFX9_4_GENERIC(0x5f),
  GFX1010(0x33),
  GFX1011(0x34),
  GFX1012(0x35),
  GFX1013(0x42),
  GFX10_1_GENERIC(0x52),
  GFX1030(0x36),
  GFX1031(0x37),
  GFX1032(0x38),
  GFX1033(0x39),
  GFX1034(0x3e),
  GFX1035(0x3d),
  GFX1036(0x45),
  GFX10_3_GENERIC(0x53),
  GFX1100(0x41),
  GFX1101(0x46),
  GFX1102(0x47),
  GFX1103(0x44),
  GFX1150(0x43),
  GFX1151(0x4a),
  GFX1152(0x55),
  GFX1153(0x58),
  GFX11_GENERIC(0x54),
  GFX1200(0x48),
  GFX1201(0x4e),
  GFX12_GENERIC(0x59);

  private final int number;

  AmdMachine(int number) {
    this.number = number;
  }

  /** The processor as compilers spell it; the number in hexadecimal for one that is not listed. */
  static String name(int number) {
    for (AmdMachine machine : values()) {
      if (machine.number == number) {
        return machine.name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
    }
    return "mach-0x" + Integer.toHexString(number);
  }
}
