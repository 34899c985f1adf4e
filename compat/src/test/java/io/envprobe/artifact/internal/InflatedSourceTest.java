package io.envprobe.artifact.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class InflatedSourceTest {
  private static final int SIZE = 10 << 20;
  private static final int MEMORY = 1 << 20;

  private static byte[] content() {
    byte[] content = new byte[SIZE];
    new Random(5).nextBytes(content);
    return content;
  }

  private static ByteSource deflated(byte[] content) {
    Deflater deflater = new Deflater(1, true);
    deflater.setInput(content);
    deflater.finish();
    byte[] out = new byte[content.length + content.length / 100 + 1000];
    int size = deflater.deflate(out);
    deflater.end();
    return ByteSource.of(Arrays.copyOf(out, size));
  }

  @Test
  void inflatesNoFurtherThanAsked() throws IOException {
    try (InflatedSource source = new InflatedSource(deflated(content()), SIZE, MEMORY)) {
      assertEquals(10, SourceBytes.copy(source, 1 << 20, 10).length);
      assertTrue(source.inflated() <= (1 << 20) + (1 << 17), () -> "" + source.inflated());
      assertFalse(source.damaged());
    }
  }

  @Test
  void givesTheSameBytesForwardsAndBackOnceTheyAreKept() throws IOException {
    byte[] content = content();
    try (InflatedSource source = new InflatedSource(deflated(content), SIZE, MEMORY)) {
      source.retain(3 << 20, 1 << 20);
      for (int at : new int[] {9 << 20, 100, 3 << 20, (4 << 20) - 50, 9 << 20, 500_000}) {
        assertArrayEquals(
            Arrays.copyOfRange(content, at, at + 50), SourceBytes.copy(source, at, 50), "" + at);
      }
      assertTrue(source.inflated() < SIZE, "one pass");
    }
  }

  @Test
  void takesAnotherPassForWhatWasNotKeptAndRefusesEndlessOnes() throws IOException {
    byte[] content = content();
    try (InflatedSource source = new InflatedSource(deflated(content), SIZE, MEMORY)) {
      SourceBytes.copy(source, 9 << 20, 10);
      assertArrayEquals(
          Arrays.copyOfRange(content, 3 << 20, (3 << 20) + 10),
          SourceBytes.copy(source, 3 << 20, 10));
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 10; i++) {
              SourceBytes.copy(source, 9 << 20, 10);
              SourceBytes.copy(source, 3 << 20, 10);
            }
          });
    }
  }

  @Test
  void saysWhenTheDataEndsEarly() throws IOException {
    ByteSource whole = deflated(content());
    try (InflatedSource source = new InflatedSource(whole.slice(0, 1 << 20), SIZE, MEMORY)) {
      assertEquals(0, SourceBytes.copy(source, 7 << 20, 10).length);
      assertTrue(source.damaged());
    }
  }

  @Test
  void givesNoMoreThanTheClaimedSize() throws IOException {
    try (InflatedSource source = new InflatedSource(deflated(content()), 1000, MEMORY)) {
      assertEquals(1000, SourceBytes.copy(source, 0, 5000).length);
      assertTrue(source.inflated() <= 1 << 16);
    }
  }
}
