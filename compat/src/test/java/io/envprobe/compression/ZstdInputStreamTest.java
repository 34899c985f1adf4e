package io.envprobe.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Denvprobe.fuzz=N} sets the number of damaged inputs. */
class ZstdInputStreamTest {
  private static final long SEED = 20260101;
  private static final int MOST_OUTPUT = 64 << 20;

  @Test
  void unpacksWhatFastAndThoroughPackersWrote() throws IOException {
    assertArrayEquals(numbers(), unpacked(resource("numbers-fast.zst")));
    assertArrayEquals(numbers(), unpacked(resource("numbers-small.zst")));
  }

  @Test
  void unpacksAFrameThatDoesNotSayItsSize() throws IOException {
    assertArrayEquals(new byte[300_000], unpacked(resource("zeros-streamed.zst")));
  }

  @Test
  void unpacksFramesOneAfterTheOtherAndPassesOverOthers() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(resource("zeros-streamed.zst"));
    packed.writeBytes(new byte[] {0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3});
    packed.writeBytes(resource("numbers-fast.zst"));
    byte[] content = unpacked(packed.toByteArray());
    assertEquals(300_000 + numbers().length, content.length);
    assertArrayEquals(numbers(), Arrays.copyOfRange(content, 300_000, content.length));
  }

  @Test
  void unpacksBlocksThatAreNotPacked() throws IOException {
    byte[] frame = {
      0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0x18, 0, 0, 'a', 'b', 'c', 0x23, 0, 0, 'd'
    };
    assertEquals("abcdddd", new String(unpacked(frame), StandardCharsets.US_ASCII));
  }

  @Test
  void refusesWhatItCannotUnpack() throws IOException {
    assertEquals("does not start as a frame does", refused(new byte[] {1, 2, 3, 4, 5}));
    assertEquals("does not start as a frame does", refused(new byte[0]));
    byte[] frame = resource("zeros-streamed.zst");
    byte[] wide = frame.clone();
    wide[5] = (byte) 0xff;
    assertEquals("a frame needs more than 128 MiB to be unpacked", refused(wide));
    assertEquals("a block is cut", refused(Arrays.copyOf(resource("numbers-fast.zst"), 4000)));
    byte[] named = frame.clone();
    named[4] |= 1;
    assertEquals("a frame needs a dictionary", refused(named));
    byte[] reserved = frame.clone();
    reserved[4] |= 8;
    assertEquals("a frame is of an unknown form", refused(reserved));
  }

  @Test
  void saysOfDamagedInputsThatTheyAre() throws IOException {
    int inputs = Integer.getInteger("envprobe.fuzz", 2_000);
    List<byte[]> seeds =
        List.of(
            resource("numbers-fast.zst"),
            resource("numbers-small.zst"),
            resource("zeros-streamed.zst"));
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < inputs; i++) {
      byte[] input = seeds.get(i % seeds.size()).clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        input[random.nextInt(Math.min(input.length, 400))] = (byte) random.nextInt();
      }
      try {
        assertTrue(unpacked(input).length <= MOST_OUTPUT);
      } catch (ZstdException e) {
        refused++;
      }
    }
    assertTrue(refused > inputs / 4, refused + " of " + inputs + " were refused");
    System.out.printf(Locale.ROOT, "%d damaged frames, %d refused%n", inputs, refused);
  }

  @Test
  void agreesWithTheZstandardCommand(@TempDir Path directory)
      throws IOException, InterruptedException {
    boolean there = Files.isExecutable(Path.of("/usr/bin/zstd"));
    if (!there) {
      System.err.println("NO ZSTD COMMAND: only stored frames were unpacked");
    }
    Assumptions.assumeTrue(there, "no zstd command");
    Random random = new Random(SEED);
    for (String level : List.of("-1", "-3", "-7", "-13", "-19")) {
      for (int kind = 0; kind < 5; kind++) {
        byte[] content = content(random, kind);
        Path plain = directory.resolve("plain");
        Path packed = directory.resolve("packed.zst");
        Files.write(plain, content);
        Process process =
            new ProcessBuilder(
                    "/usr/bin/zstd", "-q", "-f", level, plain.toString(), "-o", packed.toString())
                .start();
        assertEquals(0, process.waitFor());
        String name = "kind " + kind + " at level " + level;
        assertArrayEquals(content, unpacked(Files.readAllBytes(packed)), name);
      }
    }
  }

  /** Words, numbers, noise with repetitions, one byte, and next to nothing. */
  private static byte[] content(Random random, int kind) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int size = 200_000 + random.nextInt(200_000);
    while (out.size() < size) {
      switch (kind) {
        case 0 -> out.writeBytes(word(random));
        case 1 -> out.writeBytes((random.nextInt(500) + "\n").getBytes(StandardCharsets.UTF_8));
        case 2 -> {
          byte[] noise = new byte[1 + random.nextInt(3000)];
          random.nextBytes(noise);
          out.writeBytes(noise);
          out.writeBytes(noise);
        }
        case 3 -> out.writeBytes(new byte[1000]);
        default -> {
          out.write('x');
          return out.toByteArray();
        }
      }
    }
    return out.toByteArray();
  }

  private static byte[] word(Random random) {
    byte[] word = new byte[2 + random.nextInt(8)];
    for (int i = 0; i < word.length - 1; i++) {
      word[i] = (byte) ('a' + Math.min(25, Math.abs((int) (random.nextGaussian() * 8))));
    }
    word[word.length - 1] = ' ';
    return word;
  }

  private static byte[] numbers() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 5000; i++) {
      text.append(i).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ZstdInputStreamTest.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(packed))) {
      return in.readNBytes(MOST_OUTPUT + 1);
    }
  }

  private static String refused(byte[] packed) {
    return String.valueOf(assertThrows(ZstdException.class, () -> unpacked(packed)).getMessage());
  }
}
