package io.envprobe.blas.internal.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ElfHeader;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Code as compilers write it; what a distribution's libraries hold where nothing else is said. */
class MachineCodeTest {
  private static final Map<String, Integer> MACHINES =
      Map.of("x86-64", 62, "aarch64", 183, "ppc64le", 21, "riscv64", 243, "s390x", 22);

  @Test
  void readsTheLapackVersionAndTheNarrowIntegersOfEachProcessor() {
    assertEquals("3.11.0/32", triple("x86-64", "c70703000000c7060b000000c70200000000c3"));
    assertEquals("3.12.1/32", triple("x86-64", "f30f1efac70703000000c7060c000000c70201000000c3"));
    assertEquals(
        "3.11.0/32", triple("aarch64", "6400805263018052040000b9230000b95f0000b9c0035fd6"));
    assertEquals(
        "3.11.0/32", triple("ppc64le", "00000039030040390b0020390000059100004391000024912000804e"));
    assertEquals("3.12.0/32", triple("riscv64", "0d47b1472320060018c19cc18280"));
    assertEquals("3.11.0/32", triple("s390x", "e54c20000003e54c3000000be54c4000000007fe"));
  }

  @Test
  void readsTheWideIntegersOfEachProcessor() {
    assertEquals("3.11.0/64", triple("x86-64", "48c7070300000048c7060b00000048c70200000000c3"));
    assertEquals(
        "3.11.0/64", triple("aarch64", "640080d2630180d2040000f9230000f95f0000f9c0035fd6"));
    assertEquals(
        "3.11.0/64", triple("ppc64le", "00000039030040390b002039000005f9000043f9000024f92000804e"));
    assertEquals("3.12.0/64", triple("riscv64", "0d47b1472330060018e19ce18280"));
    assertEquals("3.11.0/64", triple("s390x", "e54820000003e5483000000be5484000000007fe"));
  }

  @Test
  void readsStoresInAnyOrderWithFramePointersAndThroughRegisters() {
    assertEquals("3.11.0/32", triple("x86-64", "554889e5c70200000000c7060b000000c707030000005dc3"));
    assertEquals("3.10.0/32", triple("x86-64", "b8030000008907c7060a00000031c08902c3"));
    assertEquals("3.8.0/32", triple("x86-64", "c70703000000c70608000000832200c3"));
    assertEquals("3.11.0/32", triple("s390x", "a7180003a70800005010200050004000e54c3000000b07fe"));
  }

  @Test
  void readsTheConstantThatAFunctionReturns() {
    assertEquals(OptionalInt.of(2), constant("x86-64", "b802000000c3"));
    assertEquals(OptionalInt.of(0), constant("x86-64", "f30f1efa31c0c3"));
    assertEquals(OptionalInt.of(1), constant("aarch64", "20008052c0035fd6"));
    assertEquals(OptionalInt.of(64), constant("aarch64", "5f2403d5000880d2c0035fd6"));
    assertEquals(OptionalInt.of(64), constant("ppc64le", "400060382000804e"));
    assertEquals(OptionalInt.of(32), constant("riscv64", "130500028280"));
    assertEquals(OptionalInt.of(1), constant("riscv64", "05458280"));
    assertEquals(OptionalInt.of(32), constant("s390x", "a729002007fe"));
  }

  @Test
  void saysNothingOfCodeThatItDoesNotUnderstandWhole() {
    assertEquals("none", triple("x86-64", "c70703000000c7060b000000c70200000000"));
    assertEquals("none", triple("x86-64", "c70703000000c7060b000000c3"));
    assertEquals("none", triple("x86-64", "48c70703000000c7060b000000c70200000000c3"));
    assertEquals("none", triple("x86-64", "e800000000c70703000000c7060b000000c70200000000c3"));
    assertEquals("none", triple("aarch64", "6400805263018052040000b9230000b95f0000b9"));
    assertEquals(OptionalInt.empty(), constant("x86-64", "8b0500000000c3"));
    assertEquals(OptionalInt.empty(), constant("riscv64", "411106e4"));
  }

  @Test
  void readsHowWideTheFirstArgumentIsLoaded() {
    assertEquals(OptionalInt.of(32), load("8b0783f800"));
    assertEquals(OptionalInt.of(32), load("4863074885c0"));
    assertEquals(OptionalInt.of(64), load("488b074885c0"));
    assertEquals(OptionalInt.of(64), load("f30f1efa41574156488b0f90"));
    assertEquals(OptionalInt.empty(), load("488b0648890f90"));
  }

  @Test
  void givesOneAnswerOrNoneForAnyBytes() {
    Random random = new Random(7);
    long most = Long.getLong("envprobe.fuzz", 200_000L);
    int understood = 0;
    byte[][] seeds = {
      HexFormat.of().parseHex("48c7070300000048c7060b00000048c70200000000c3"),
      HexFormat.of().parseHex("6400805263018052040000b9230000b95f0000b9c0035fd6"),
      HexFormat.of().parseHex("0d47b1472320060018c19cc18280"),
      HexFormat.of().parseHex("e54820000003e5483000000be5484000000007fe")
    };
    for (long i = 0; i < most; i++) {
      byte[] code = seeds[random.nextInt(seeds.length)].clone();
      for (int change = random.nextInt(4); change > 0; change--) {
        code[random.nextInt(code.length)] = (byte) random.nextInt();
      }
      byte[] cut = java.util.Arrays.copyOf(code, random.nextInt(code.length + 1));
      for (String machine : MACHINES.keySet()) {
        Optional<Effect> effect = MachineCode.effect(header(machine), cut);
        understood += effect.isPresent() ? 1 : 0;
        MachineCode.firstLoad(header(machine), cut);
      }
    }
    assertTrue(understood > 0);
  }

  private static String triple(String machine, String code) {
    return MachineCode.effect(header(machine), HexFormat.of().parseHex(code))
        .flatMap(Effect::triple)
        .map(triple -> triple.version() + "/" + triple.bits())
        .orElse("none");
  }

  private static OptionalInt constant(String machine, String code) {
    return MachineCode.effect(header(machine), HexFormat.of().parseHex(code))
        .map(Effect::constant)
        .orElseGet(OptionalInt::empty);
  }

  private static OptionalInt load(String code) {
    return MachineCode.firstLoad(header("x86-64"), HexFormat.of().parseHex(code));
  }

  private static ElfHeader header(String machine) {
    ByteOrder order = machine.equals("s390x") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new ElfHeader(
        64, order, 0, 0, true, 3, MACHINES.getOrDefault(machine, 0), 1, 0, 64, 56, 1, 0);
  }
}
