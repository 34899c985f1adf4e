package io.envprobe.binaries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What tests that damage files share. */
public final class Damage {
  private static final int MOST_BYTES = 1 << 16;
  private static final int[] EDGES = {0, 1, -1, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffff, 16};

  private Damage() {}

  /** Files to damage besides the samples: the small ones below {@code -Denvprobe.fuzz.seeds=}. */
  public static List<byte[]> furtherSeeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    String directory = System.getProperty("envprobe.fuzz.seeds");
    if (directory != null) {
      try (Stream<Path> files = Files.walk(Path.of(directory))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          if (Files.size(file) <= MOST_BYTES) {
            seeds.add(Files.readAllBytes(file));
          }
        }
      }
    }
    return seeds;
  }

  /** Sets the aligned word that a place is in to a number that readers stumble over. */
  public static void setEdge(byte[] input, int at, Random random) {
    int value = EDGES[random.nextInt(EDGES.length)];
    for (int j = at & ~3; j < Math.min(input.length, (at & ~3) + 4); j++) {
      input[j] = (byte) value;
      value >>= 8;
    }
  }
}
