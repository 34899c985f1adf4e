package io.envprobe.host;

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

final class TranscriptTest {
  private static final String WHOLE =
      "did\topen\t\t0\n"
          + "did\tcuDriverGetVersion\t\t0\tversion=12040\n"
          + "missing\tcuNew\t\n"
          + "did\tcuInit\t\t100\n"
          + "did\tname\t0.1\t0\tname=A = B ! C\tbad!untouched\n"
          + "end\n";

  @Test
  void isTheSameAfterItsText() {
    Transcript transcript = Transcript.parse(WHOLE);
    assertEquals(WHOLE, transcript.text().replace("bad!untouched\tname", "name"));
    assertEquals(transcript, Transcript.parse(transcript.text()));
    assertEquals("A = B ! C", transcript.steps("name").get(0).values().get("name"));
    assertEquals("0.1", transcript.steps("name").get(0).index());
  }

  @Test
  void tellsARefusalFromAMissingFunctionAndFromOneNotCalled() {
    Transcript transcript = Transcript.parse(WHOLE);
    assertEquals(Outcome.of("12040"), transcript.value("cuDriverGetVersion", "version"));
    assertEquals(Outcome.of(100L), transcript.status("cuInit"));
    assertTrue(transcript.status("cuNew").isNotFound());
    assertEquals(FailureKind.IO_ERROR, kind(transcript.value("cuInit", "x")));
    assertEquals(FailureKind.NOT_PROBED, kind(transcript.status("cuDeviceGetCount")));
    assertEquals(FailureKind.MALFORMED, kind(transcript.value("name", "bad")));
  }

  private static FailureKind kind(Outcome<?> outcome) {
    return outcome instanceof Outcome.Failure<?> failure ? failure.kind() : FailureKind.NOT_FOUND;
  }

  @Test
  void withoutAnEndTheStepThatBeganIsTheOneThatBroke() {
    Transcript transcript = Transcript.parse("at\topen\ndid\topen\t\t0\nat\tcuInit\ndid\tcu");
    assertEquals("cuInit", transcript.broken().orElseThrow().step());
    assertEquals(FailureKind.CRASHED, transcript.broken().orElseThrow().kind());
    assertEquals(FailureKind.CRASHED, kind(transcript.status("cuInit")));
    assertEquals(Outcome.of(0L), transcript.status(Transcript.OPEN));
    assertEquals(transcript, Transcript.parse(transcript.text()));
  }

  @Test
  void refusesALineOfSomethingElse() {
    for (String text : List.of("hello\n", "did\n", "did\ta\tb\tc\n", "broken\ta\tODD\tc\n", "\n")) {
      assertThrows(IllegalArgumentException.class, () -> Transcript.parse(text), text);
    }
  }

  @Test
  void aRecordingKeepsWhatWasSaid() throws IOException {
    Request.Conversation request =
        new Request.Conversation("/lib/libcuda.so.1", 7, List.of("cuInit(0)"));
    Transcript transcript = Transcript.parse(WHOLE);
    Host host =
        new Host() {
          @Override
          @SuppressWarnings("unchecked") // The one request has this answer.
          public <T> Outcome<T> answer(Request<T> asked) {
            return (Outcome<T>) Outcome.of(transcript);
          }
        };
    RecordingHost recording = new RecordingHost(host);
    assertEquals(Outcome.of(transcript), recording.answer(request));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    recording.save(out);
    Host replayed = RecordedHost.load(new ByteArrayInputStream(out.toByteArray()));
    Request.Conversation patient =
        new Request.Conversation("/lib/libcuda.so.1", 7, List.of("cuInit(0)"), List.of(), 9);
    assertEquals(Outcome.of(transcript), replayed.answer(patient));
    assertEquals(
        FailureKind.NOT_RECORDED,
        kind(
            replayed.answer(
                new Request.Conversation("/lib/libcuda.so.1", 8, List.of("cuInit(0)")))));
  }

  @Test
  void noHostThatIsNoMachineStartsAProcess() {
    Request.Conversation request = new Request.Conversation("/lib/x", 7, List.of());
    Host image = SysrootHost.of(java.nio.file.Path.of("/"));
    assertEquals(FailureKind.NOT_PROBED, kind(image.answer(request)));
    Host joined = SysrootHost.on(new LiveHost(Set.of()), java.nio.file.Path.of("/"));
    assertEquals(FailureKind.NOT_PROBED, kind(joined.answer(request)));
    assertEquals(FailureKind.FORBIDDEN, kind(new LiveHost(Set.of()).answer(request)));
  }

  @Test
  void anyDamageIsATranscriptOrRefused() {
    int inputs = Integer.getInteger("envprobe.fuzz", 20_000);
    Random random = new Random(7);
    String alphabet = "did\t\n=!.0at endbrokenmissing\u00e4-9";
    int refused = 0;
    for (int i = 0; i < inputs; i++) {
      StringBuilder text = new StringBuilder(WHOLE);
      for (int edits = random.nextInt(6); edits >= 0; edits--) {
        int at = random.nextInt(text.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        if (random.nextBoolean()) {
          text.setCharAt(at, c);
        } else {
          text.insert(at, c);
        }
      }
      text.setLength(random.nextInt(text.length() + 1));
      try {
        Transcript transcript = Transcript.parse(text.toString());
        assertEquals(transcript, Transcript.parse(transcript.text()), text.toString());
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertTrue(refused > 0 && refused < inputs, refused + " refused");
  }
}
