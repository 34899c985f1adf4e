package io.envprobe.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RecordingTest {
  private static final List<Request<?>> REQUESTS =
      List.of(
          new Request.Content("/etc/os-release", 1 << 20),
          new Request.Content("/etc", 1 << 20),
          new Request.Range("/bin/sh", 0, 64),
          new Request.Status("/bin"),
          new Request.Status("/nowhere"),
          new Request.Listing("/", 1000),
          new Request.Listing("/", 1),
          new Request.Link("/proc/self/exe"),
          new Request.RealPath("/bin/sh"),
          new Request.Variable("PATH"),
          new Request.Variable("NO_SUCH_VARIABLE"),
          new Request.Property("os.arch"),
          new Request.Command(List.of("true")));

  private static byte[] recording() throws IOException {
    RecordingHost recorder = new RecordingHost(new LiveHost(Set.of()));
    REQUESTS.forEach(recorder::answer);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    recorder.save(bytes);
    return bytes.toByteArray();
  }

  private static <T> String told(Request<T> request, Outcome<T> outcome) {
    return outcome.fold(
        answer ->
            new String(
                request.encode(answer.value()), java.nio.charset.StandardCharsets.ISO_8859_1),
        failure -> failure.kind() + " " + failure.detail());
  }

  private static <T> void assertSame(Request<T> request, Host one, Host other) {
    assertEquals(
        told(request, one.answer(request)), told(request, other.answer(request)), request.key());
  }

  @Test
  void aReplayAnswersEveryRequestAsTheMachineDidFailuresIncluded() throws IOException {
    Host replay = RecordedHost.load(new ByteArrayInputStream(recording()));
    Host live = new LiveHost(Set.of());
    for (Request<?> request : REQUESTS) {
      assertSame(request, live, replay);
    }
  }

  @Test
  void whatWasNotAskedIsNotRecordedAndNeverAbsent() throws IOException {
    Host replay = RecordedHost.load(new ByteArrayInputStream(recording()));
    Outcome<String> outcome = replay.text("/etc/hostname");
    assertEquals(
        FailureKind.NOT_RECORDED,
        outcome.fold(answer -> FailureKind.UNSUPPORTED, Outcome.Failure::kind));
  }

  @Test
  void equalRecordingsAreEqualBytes() throws IOException {
    assertArrayEquals(recording(), recording());
  }

  @Test
  void damagedRecordingsAreRefusedWithAMessage() throws IOException {
    byte[] whole = recording();
    long seed = 20260101;
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] damaged =
          java.util.Arrays.copyOf(whole, i % 2 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int flips = 0; damaged.length > 0 && flips < 3; flips++) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        RecordedHost.load(new ByteArrayInputStream(damaged)).text("/etc/os-release");
      } catch (IOException e) {
        refused++;
        assertTrue(
            e.getMessage() != null && !e.getMessage().isEmpty(), "seed " + seed + " round " + i);
      }
    }
    assertTrue(refused > 100, "only " + refused + " of 500 refused");
  }

  @Test
  void aFileThatIsNoRecordingSaysSo() {
    IOException thrown =
        assertThrows(
            IOException.class,
            () -> RecordedHost.load(new ByteArrayInputStream(new byte[] {1, 2, 3})));
    assertEquals("not a recording: it has no index", thrown.getMessage());
  }
}
