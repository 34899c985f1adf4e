package io.envprobe.nativeaccess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.host.FailureKind;
import io.envprobe.host.HostPermission;
import io.envprobe.host.LiveHost;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.host.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conversation with a sound library, and what is refused before one. */
final class ConversationTest {
  private static final List<String> CUDA =
      List.of(
          "cuDriverGetVersion(>version:int[1000..99990])",
          "cuInit(0)",
          "cuDeviceGetCount(>count:int[0..256]) after cuInit",
          "cuDeviceGet(>device:int, #) times count",
          "cuDeviceGetName(>name:text[256], 256, device) for device",
          "major:cuDeviceGetAttribute(>major:int[1..99], 75, device) for device",
          "cuDeviceTotalMem_v2(>bytes:long[1..999999999999999], device) for device");

  @TempDir Path directory;

  private final LiveHost host = new LiveHost(Set.of(HostPermission.CONVERSATIONS));

  private static Transcript transcript(Outcome<Transcript> outcome) {
    return outcome.fold(
        Outcome.Answer::value,
        failure -> {
          throw new AssertionError(failure.toString());
        });
  }

  private Outcome<Transcript> ask(Path library, List<String> calls) throws IOException {
    return host.answer(
        new Request.Conversation(
            library.toString(), Files.size(library), calls, List.of(), 20_000));
  }

  @Test
  void asksADriverForEachOfItsDevices() throws IOException, InterruptedException {
    Path library = FakeLibrary.build("fakecuda", directory.resolve("libcuda.so.1"), "-DDEVICES=3");
    Transcript transcript = transcript(ask(library, CUDA));
    assertTrue(transcript.broken().isEmpty(), transcript.text());
    assertEquals(Outcome.of("12040"), transcript.value("cuDriverGetVersion", "version"));
    assertEquals(
        List.of("Fake GPU 0", "Fake GPU 1", "Fake GPU 2"),
        transcript.steps("cuDeviceGetName").stream().map(it -> it.values().get("name")).toList());
    assertEquals(
        List.of("9", "8", "8"),
        transcript.steps("major").stream().map(it -> it.values().get("major")).toList());
    assertEquals(
        "3221225472", transcript.steps("cuDeviceTotalMem_v2").get(2).values().get("bytes"));
  }

  @Test
  void refusesALibraryOfAnotherSizeThanTheOneThatWasChecked()
      throws IOException, InterruptedException {
    Path library = FakeLibrary.build("fakecuda", directory.resolve("libcuda.so.1"));
    Outcome<Transcript> outcome =
        host.answer(new Request.Conversation(library.toString(), 1, CUDA, List.of(), 20_000));
    assertEquals(
        FailureKind.MALFORMED, ((Outcome.Failure<Transcript>) outcome).kind(), outcome.toString());
  }

  @Test
  void isForbiddenWithoutPermission() {
    Outcome<Transcript> outcome =
        new LiveHost(Set.of(HostPermission.NATIVE_CALLS))
            .answer(new Request.Conversation("/lib/x", 1, List.of()));
    assertEquals(FailureKind.FORBIDDEN, ((Outcome.Failure<Transcript>) outcome).kind());
  }
}
