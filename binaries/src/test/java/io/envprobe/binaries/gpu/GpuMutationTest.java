package io.envprobe.binaries.gpu;

import static io.envprobe.binaries.gpu.GpuSamples.CUBIN;
import static io.envprobe.binaries.gpu.GpuSamples.PTX;
import static io.envprobe.binaries.gpu.GpuSamples.ZSTD;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.CountingSource;
import io.envprobe.binaries.Damage;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Reads containers with random damage. {@code -Denvprobe.fuzz=N} sets the number of inputs, {@code
 * -Denvprobe.fuzz.seeds=DIR} adds the files of a directory to damage.
 */
class GpuMutationTest {
  private static final long SEED = 20260101;
  private static final long READS_PER_BYTE = 64;

  @Test
  void survivesDamageWithinItsBudget() throws IOException {
    int inputs = Integer.getInteger("envprobe.fuzz", 10_000);
    List<byte[]> seeds = seeds();
    Random random = new Random(SEED);
    int reported = 0;
    int images = 0;
    for (int i = 0; i < inputs; i++) {
      byte[] input = damaged(seeds.get(i % seeds.size()), random);
      CountingSource source = new CountingSource(input);
      ReadResult<GpuCode> read = GpuCode.read(source, Decompressor.PLATFORM);
      pass(source);
      reported += read.content().isPresent() && !read.defects().isEmpty() ? 1 : 0;
      images += read.content().map(GpuMutationTest::images).orElse(0);
      assertTrue(
          source.count() <= READS_PER_BYTE * (input.length + 4096L),
          () -> source.count() + " bytes read of a file of " + input.length);
    }
    assertTrue(reported > inputs / 4, reported + " damaged files of " + inputs + " reported");
    assertTrue(images > inputs / 4, images + " images left in " + inputs + " files");
    System.out.printf(
        Locale.ROOT, "%d damaged files, %d reported, %d images%n", inputs, reported, images);
  }

  private static void pass(ByteSource source) throws IOException {
    Optional<ElfFile> headers = ElfFile.readHeaders(source).content();
    if (headers.isPresent()) {
      GpuPass.over(source, headers.get(), Decompressor.PLATFORM).placed(source, headers.get());
    }
  }

  private static int images(GpuCode code) {
    int images = 0;
    for (GpuModule module : code.modules()) {
      for (GpuImage image : module.images()) {
        images += image.label().isEmpty() ? 0 : 1;
      }
    }
    return images;
  }

  private static List<byte[]> seeds() throws IOException {
    byte[] fatbin =
        GpuSamples.container(
            GpuSamples.entry(CUBIN, 80, 1, 8, 0), GpuSamples.entry(PTX, 90, 9, 0, ZSTD));
    byte[] bundle =
        GpuSamples.bundle("host-x86_64-unknown-linux--", "hipv4-amdgcn-amd-amdhsa--gfx90a:xnack+");
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(fatbin);
    seeds.add(bundle);
    seeds.add(GpuSamples.container(GpuSamples.together(GpuSamples.entry(CUBIN, 75, 1, 8, 0))));
    for (int version = 1; version <= 3; version++) {
      seeds.add(GpuSamples.compressed(version, bundle));
    }
    seeds.add(
        GpuSamples.library(
            List.of(".nv_fatbin", ".hip_fatbin"), GpuSamples.joined(fatbin, fatbin), bundle));
    seeds.add(GpuSamples.library(List.of(), fatbin, bundle));
    seeds.add(GpuSamples.dll(".nv_fatb", fatbin));
    seeds.add(GpuSamples.archive("a.o", GpuSamples.library(List.of("__nv_relfatbin"), fatbin)));
    seeds.add(GpuSamples.object(190, 0x41, 8, 0x5a00));
    seeds.add(".version 8.7\n.target sm_90a\n".getBytes(StandardCharsets.US_ASCII));
    seeds.addAll(Damage.furtherSeeds());
    return seeds;
  }

  /** Damages what is not zero, mostly: headers are, and padding is not what counts. */
  private static byte[] damaged(byte[] seed, Random random) {
    byte[] input = seed.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(input.length);
      for (int j = 0; j < input.length && input[at] == 0; j++) {
        at = (at + 1) % input.length;
      }
      switch (random.nextInt(5)) {
        case 0 -> input[at] = (byte) random.nextInt();
        case 1 -> input[at] ^= (byte) (1 << random.nextInt(8));
        case 2, 3 -> Damage.setEdge(input, at, random);
        default -> {
          if (random.nextInt(8) == 0) {
            return Arrays.copyOf(input, Math.max(1, at));
          }
        }
      }
    }
    return input;
  }
}
