package io.envprobe.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against what the bzip2 of Python wrote. {@code -Denvprobe.fuzz=N} sets the damaged inputs. */
class Bzip2InputStreamTest {
  private static final String RUNS =
      "QlpoOTFBWSZTWTNWjmEAAAPBAeAAPgAAgAAIIAAhtUw01CDJiL1uD5IZNJDuoheURLK+LuSKcKEgZq0cwg==";
  private static final String STREAMS =
      "QlpoOTFBWSZTWXgTwIIAAAHBAAAQAgGgACGaaDNNDLxdyRThQkHgTwIIQlpoORdyRThQkAAAAABCWmg5"
          + "MUFZJlNZLrca1wAAAUGAABAAAISAIAAhmmgzTQc8XckU4UJAutxrXA==";

  private static byte[] numbers() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 25_000; i++) {
      text.append(i).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] packed() throws IOException {
    try (InputStream in = Bzip2InputStreamTest.class.getResourceAsStream("numbers.bz2")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (InputStream in = new Bzip2InputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  @Test
  void unpacksSeveralBlocks() throws IOException {
    assertArrayEquals(numbers(), unpacked(packed()));
  }

  @Test
  void unpacksRunsOfEveryLength() throws IOException {
    String expected =
        "a".repeat(1000) + "b".repeat(4) + "c".repeat(5) + "d".repeat(259) + "e".repeat(260);
    byte[] content = unpacked(Base64.getDecoder().decode(RUNS));
    assertEquals(expected, new String(content, StandardCharsets.US_ASCII));
  }

  @Test
  void unpacksStreamsOneAfterTheOtherAndEmptyOnesBetween() throws IOException {
    byte[] content = unpacked(Base64.getDecoder().decode(STREAMS));
    assertEquals("one\ntwo\n", new String(content, StandardCharsets.US_ASCII));
  }

  @Test
  void refusesWhatIsNotBzip2() {
    assertThrows(
        Bzip2Exception.class, () -> unpacked("BZh0 none".getBytes(StandardCharsets.UTF_8)));
    assertThrows(EOFException.class, () -> unpacked(new byte[0]));
  }

  @Test
  void anEndThatIsMissingIsTold() throws IOException {
    byte[] packed = packed();
    assertThrows(EOFException.class, () -> unpacked(Arrays.copyOf(packed, packed.length - 12)));
  }

  @Test
  void damageIsToldAndNeverTakesMoreThanABlock() throws IOException {
    Random random = new Random(7);
    byte[] sound = packed();
    int refused = 0;
    int inputs = Integer.getInteger("envprobe.fuzz", 300);
    for (int i = 0; i < inputs; i++) {
      byte[] copy = sound.clone();
      int changes = 1 + random.nextInt(4);
      for (int change = 0; change < changes; change++) {
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertArrayEquals(numbers(), unpacked(copy), "damage that was not told");
      } catch (Bzip2Exception | EOFException e) {
        refused++;
      }
    }
    assertTrue(refused > inputs * 9 / 10, "most damage is told: " + refused);
  }
}
