package io.envprobe.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Profile;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Mutated texts: none may throw, and each takes time in proportion to its length. {@code
 * -Denvprobe.fuzz=N} tries N of them.
 */
class CpuFuzzTest {
  private static final int INPUTS = Integer.getInteger("envprobe.fuzz", 3000);
  private static final long SEED = 20_260_101L;
  private static final String[] ARCHITECTURES = {
    "", "x86_64", "aarch64", "ppc64le", "s390x", "riscv64", "loongarch64", "i686", "armv7l"
  };
  private static final String[] SYSTEMS = {"", "linux", "macos", "windows", "freebsd"};
  private static final String[] PIECES = {
    "\n",
    "\n\n",
    ":",
    "processor\t: 0\n",
    "flags\t: ",
    "CPU part\t: 0xd0c\n",
    "0x",
    "eax=0x",
    "CPUID ",
    "CPU 0:\n",
    "XCR0 0x",
    "[",
    "]",
    ",",
    "-",
    "&",
    "\0",
    "\r\n",
    "\uFFFD",
    "999999999999",
    "POWER",
    "rv64",
    "Apple M",
    "machdep.cpu.brand_string: ",
    "0, 0, 1, 2, 3, 4\n",
    " & ",
    "\u0664",
  };
  private static final List<String> SEEDS =
      List.of(
          Machines.x86("AuthenticAMD", 25, 17, "AMD EPYC", Machines.ZEN_4),
          Machines.arm(0, "0x41", "0xd0c", "fp asimd crc32")
              + Machines.arm(1, "0x41", "0xd05", "fp asimd"),
          "processor\t: 0\ncpu\t\t: POWER9, altivec supported\nrevision\t: 2.1 (pvr 004e)\n",
          "vendor_id : IBM/S390\nfeatures : vx vxd\nprocessor 0: version = 00, machine = 3931\n",
          "processor\t: 0\nisa\t: rv64imafdc_zicsr2p0_zba\nuarch\t: sifive,u74-mc\n",
          "machdep.cpu.brand_string: Apple M3 Max\nhw.ncpu: 14\nhw.optional.arm.FEAT_LSE: 1\n",
          "0, 0, 13, 1970169159, 1818588270, 1231384169\n1, 0, 198313, 0, 0, 529267711\n",
          "CPU 0:\n   0x00000000 0x00: eax=0x0000000d ebx=0x756e6547 ecx=0x6c65746e edx=0x49656e69\n"
              + "   0x00000001 0x00: eax=0x000306a9 ebx=0x0 ecx=0x7fbae3bf edx=0xbfebfbff\n",
          "CPUID 00000000: 0000000D-756E6547-6C65746E-49656E69\n"
              + "CPUID 0000000D: 00000001-00000000-00000000-00000000 [SL 01]\n",
          "AT_HWCAP 0x178bfbff\nAT_HWCAP2 0x2\n",
          "0 0x00000000410fd034\n1 0x00000000410fd092\n");

  private static String mutated(Random random, String seed) {
    StringBuilder text = new StringBuilder(seed);
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int at = text.length() == 0 ? 0 : random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(20));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 2 -> text.insert(at, text.substring(at, end));
        case 3 -> text.insert(at, (char) random.nextInt(0x250));
        default -> text.setLength(at);
      }
    }
    return text.toString();
  }

  @Test
  void noMutatedTextThrowsOrTakesLong() {
    Random random = new Random(SEED);
    long[] times = new long[INPUTS];
    CpuInput.Kind[] kinds = CpuInput.Kind.values();
    for (int i = 0; i < INPUTS; i++) {
      String text = mutated(random, SEEDS.get(random.nextInt(SEEDS.size())));
      CpuInput input = CpuInput.of(kinds[random.nextInt(kinds.length)], "fuzz", text);
      String architecture = ARCHITECTURES[random.nextInt(ARCHITECTURES.length)];
      String system = SYSTEMS[random.nextInt(SYSTEMS.length)];
      long start = System.nanoTime();
      Profile profile = Machines.profile(architecture, system, input);
      times[i] = System.nanoTime() - start;
      assertEquals(22, profile.facts().size(), text);
    }
    Arrays.sort(times);
    if (INPUTS > 100_000) {
      System.err.printf(
          "%d mutated processor texts: median %.3f ms, p99.99 %.3f ms%n",
          INPUTS, times[INPUTS / 2] / 1e6, times[(int) (INPUTS * 0.9999)] / 1e6);
    }
  }

  @Test
  void noVectorThrows() {
    Random random = new Random(SEED);
    for (int i = 0; i < INPUTS; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      if (random.nextBoolean() && bytes.length > 16) {
        Arrays.fill(bytes, 0, 8, (byte) 0);
        bytes[0] = 16;
      }
      assertTrue(CpuInput.auxiliaryVector(bytes).length() <= 12 * 30, Arrays.toString(bytes));
    }
  }

  @Test
  void aThousandProcessorsCostNoMoreThanTheirText() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append("processor : ").append(i).append("\nvendor_id : v").append(i);
      text.append("\nmodel : ").append(i).append("\nflags : lm sse f").append(i).append("\n\n");
    }
    Profile profile = Machines.linux("x86_64", text.toString());
    assertEquals("[lm, sse]", Machines.value(profile, CpuFacts.CPU_FEATURES));
  }
}
