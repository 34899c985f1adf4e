package io.envprobe.artifact;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged archives: {@code -Denvprobe.fuzz=N} tries N of them. */
class ArchiveMutationTest {
  private static final int INPUTS = Integer.getInteger("envprobe.fuzz", 2_000);

  @Test
  void noDamagedArchiveBreaksAScanOrMakesItInflateMuch() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("d-1.dist-info/WHEEL", "Tag: py3-none-any\n".getBytes(StandardCharsets.UTF_8));
    members.put(
        "d/_x.so",
        new ElfSample()
            .needs("libc.so.6")
            .imports("pow", "libc.so.6", "GLIBC_2.29")
            .padding(3000)
            .bytes());
    members.put("d/inner.zip", Zips.wide("y.so", new ElfSample().soname("y.so").bytes()));
    byte[] sound = Zips.of(members);
    byte[] wide = Zips.wide("y.so", new ElfSample().soname("y.so").bytes());
    Random random = new Random(11);
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] damaged = damaged(i % 4 == 0 ? wide : sound, random);
      MemoryInputs inputs = new MemoryInputs().file("d-1-py3-none-any.whl", damaged);
      ArtifactReport report =
          ArtifactScanner.of(inputs).scan(List.of("d-1-py3-none-any.whl")).answer().orElseThrow();
      read += report.files().size();
      int number = i;
      assertTrue(
          report.statistics().bytesInflated() <= 4L << 20,
          () -> "input " + number + ": " + report.statistics());
      assertTrue(
          report.statistics().bytesRead() <= 64L * damaged.length + (4 << 20),
          () -> "input " + number + ": " + report.statistics());
    }
    assertTrue(read > INPUTS / 10, "some archives are still read");
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] copy = sound.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      // Half of the damage is done to the directory at the end.
      int at =
          random.nextBoolean()
              ? random.nextInt(copy.length)
              : copy.length - 1 - random.nextInt(Math.min(400, copy.length));
      copy[at] =
          (byte)
              switch (random.nextInt(4)) {
                case 0 -> 0xff;
                case 1 -> 0;
                case 2 -> copy[at] ^ 1 << random.nextInt(8);
                default -> random.nextInt(256);
              };
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
  }
}
