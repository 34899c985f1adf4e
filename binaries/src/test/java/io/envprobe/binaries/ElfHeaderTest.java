package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ElfHeaderTest {
  @Test
  void tellsArmHardFloatAndI386ByTheHeader() throws IOException {
    ElfHeader hard =
        sound(new ElfAssembler(32, ByteOrder.LITTLE_ENDIAN).machine(40, 0x05000400).file())
            .header();
    assertTrue(hard.isArmHardFloat());
    assertEquals(Optional.of("armv7l"), hard.architecture());
    assertEquals(Optional.of(FloatAbi.HARD), hard.floatAbi());
    ElfHeader oldAbi =
        sound(new ElfAssembler(32, ByteOrder.LITTLE_ENDIAN).machine(40, 0x04000400).file())
            .header();
    assertFalse(oldAbi.isArmHardFloat());
    assertTrue(
        sound(new ElfAssembler(32, ByteOrder.LITTLE_ENDIAN).machine(3, 0).file())
            .header()
            .isI386());
  }

  @Test
  void readsMachineFlags() throws IOException {
    ElfHeader mips =
        sound(new ElfAssembler(32, ByteOrder.BIG_ENDIAN).machine(8, 0x420).file()).header();
    assertEquals(Optional.of("n32"), mips.mipsAbi());
    assertTrue(mips.isMipsNan2008());
    ElfHeader power =
        sound(new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN).machine(21, 2).file()).header();
    assertEquals(2, power.powerAbi());
    assertEquals(Optional.of("ppc64le"), power.architecture());
    ElfHeader riscv =
        sound(new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN).machine(243, 5).file()).header();
    assertEquals(Optional.of(FloatAbi.DOUBLE), riscv.floatAbi());
    assertTrue(riscv.isCompressedRiscv());
    ElfHeader x32 =
        sound(new ElfAssembler(32, ByteOrder.LITTLE_ENDIAN).machine(62, 0).file()).header();
    assertEquals(Optional.of("x32"), x32.architecture());
  }

  private static ElfFile sound(byte[] file) throws IOException {
    ReadResult<ElfFile> read = ElfFile.read(ByteSource.of(file));
    assertEquals(List.of(), read.defects());
    return read.content().orElseThrow();
  }
}
