package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Reads sound files with random damage. {@code -Denvprobe.fuzz=N} sets the number of inputs, {@code
 * -Denvprobe.fuzz.seed=N} another start of the random numbers, {@code -Denvprobe.fuzz.seeds=DIR}
 * adds the files of a directory (of at most 64 KiB each) to damage.
 */
class MutationTest {
  private static final long SEED = Long.getLong("envprobe.fuzz.seed", 20260101);

  /** Every table is read by pages, some of them twice, and each reader starts afresh. */
  private static final long READS_PER_BYTE = 64;

  @Test
  void survivesDamageWithinItsBudget() throws IOException {
    int inputs = Integer.getInteger("envprobe.fuzz", 20_000);
    List<byte[]> seeds = seeds();
    Random random = new Random(SEED);
    Times times = new Times();
    int sound = 0;
    for (int i = 0; i < inputs; i++) {
      byte[] input = damaged(seeds.get(i % seeds.size()), random);
      CountingSource source = new CountingSource(input);
      long start = System.nanoTime();
      sound += Readers.readAll(source) ? 1 : 0;
      times.add(System.nanoTime() - start);
      long allowed = READS_PER_BYTE * (input.length + 4096L);
      assertTrue(
          source.count() <= allowed,
          () -> "Input " + source.count() + " bytes read of a file of " + input.length);
    }
    assertTrue(sound > inputs / 20, "Nearly everything was rejected: the damage is too coarse.");
    System.out.printf(
        Locale.ROOT,
        "%d damaged files, %d of them not rejected; %s%n",
        inputs,
        sound,
        times.summary());
  }

  private static List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      for (int bits : List.of(32, 64)) {
        seeds.add(Samples.elf(bits, order, true));
        seeds.add(Samples.elf(bits, order, false));
      }
      seeds.add(Samples.cache(order));
    }
    seeds.add(Samples.compatibleCache());
    seeds.add(Samples.pe());
    seeds.add(Samples.machO());
    seeds.add(Samples.fat());
    seeds.add(Samples.archive());
    seeds.add(Samples.dyldCache(true));
    seeds.addAll(Damage.furtherSeeds());
    return seeds;
  }

  private static byte[] damaged(byte[] seed, Random random) {
    byte[] input = seed.clone();
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes && input.length > 0; i++) {
      int at = random.nextInt(input.length);
      switch (random.nextInt(6)) {
        case 0 -> input[at] = (byte) random.nextInt();
        case 1 -> input[at] ^= (byte) (1 << random.nextInt(8));
        case 2, 3 -> Damage.setEdge(input, at, random);
        case 4 -> {
          int from = random.nextInt(input.length);
          int length = Math.min(64, input.length - Math.max(at, from));
          System.arraycopy(input, from, input, at, random.nextInt(length + 1));
        }
        default -> {
          if (random.nextInt(8) == 0) {
            input = Arrays.copyOf(input, at);
          }
        }
      }
    }
    return input;
  }
}
