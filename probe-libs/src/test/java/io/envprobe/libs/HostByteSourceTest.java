package io.envprobe.libs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.envprobe.host.FailureKind;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reads a host's file in pages. */
class HostByteSourceTest {
  private final byte[] content = new byte[100_000];
  private final List<String> asked = new ArrayList<>();
  private boolean broken;

  private final Host host =
      new Host() {
        @Override
        @SuppressWarnings("unchecked") // Each branch answers with the type that its request names.
        public <T> Outcome<T> answer(Request<T> request) {
          asked.add(request.key());
          if (request instanceof Request.Status status) {
            FileStatus.Type type =
                status.path().equals("/dir") ? FileStatus.Type.DIRECTORY : FileStatus.Type.FILE;
            return (Outcome<T>) Outcome.of(new FileStatus(type, content.length, true));
          }
          if (request instanceof Request.Range range && !broken) {
            int from = (int) Math.min(range.offset(), content.length);
            int to = Math.min(from + range.length(), content.length);
            return (Outcome<T>) Outcome.of(Arrays.copyOfRange(content, from, to));
          }
          return Outcome.failed(FailureKind.TIMEOUT, "no answer");
        }
      };

  private HostByteSource open() {
    new Random(7).nextBytes(content);
    return HostByteSource.open(host, "/file").answer().orElseThrow();
  }

  private byte[] read(HostByteSource source, long offset, int length) throws IOException {
    byte[] into = new byte[length + 2];
    int count = source.read(offset, into, 1, length);
    return Arrays.copyOfRange(into, 1, 1 + count);
  }

  @Test
  void givesTheBytesOfEveryRange() throws IOException {
    HostByteSource source = open();
    for (int offset : new int[] {0, 1, 16_383, 16_384, 40_000, 99_999, 100_000, 200_000}) {
      for (int length : new int[] {0, 1, 100, 16_384, 70_000}) {
        int from = Math.min(offset, content.length);
        assertArrayEquals(
            Arrays.copyOfRange(content, from, Math.min(from + length, content.length)),
            read(source, offset, length));
      }
    }
    assertEquals(0, read(source, -5, 10).length);
  }

  @Test
  void asksForAPageOnce() throws IOException {
    HostByteSource source = open();
    read(source, 20_000, 8);
    read(source, 30_000, 8);
    assertEquals(List.of("status /file", "range 16384 16384 /file"), asked);
  }

  @Test
  void asksOnceForPagesThatAreWantedTogether() throws IOException {
    HostByteSource source = open();
    read(source, 20_000, 8);
    read(source, 10, 60_000);
    read(source, 50_000, 50_000);
    assertEquals(
        List.of(
            "status /file",
            "range 16384 16384 /file",
            "range 0 16384 /file",
            "range 32768 32768 /file",
            "range 65536 49152 /file"),
        asked);
  }

  @Test
  void aDirectoryIsNotOpened() {
    Outcome.Failure<?> failure =
        assertInstanceOf(Outcome.Failure.class, HostByteSource.open(host, "/dir"));
    assertEquals(FailureKind.WRONG_TYPE, failure.kind());
  }

  @Test
  void aFailureOfTheHostKeepsItsKind() {
    HostByteSource source = open();
    broken = true;
    HostReadException thrown =
        assertThrows(HostReadException.class, () -> source.read(0, new byte[4], 0, 4));
    assertEquals(FailureKind.TIMEOUT, thrown.kind());
  }
}
