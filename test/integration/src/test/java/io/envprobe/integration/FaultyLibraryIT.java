package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.gpu.internal.vendor.VendorCalls;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Outcome;
import io.envprobe.host.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that hang, crash, print, flood, fork and end their process. */
final class FaultyLibraryIT {
  @TempDir Path directory;

  @AfterEach
  void leavesNothingBehind() throws IOException {
    Path library = directory.resolve("libcuda.so.1");
    if (Files.exists(library)) {
      Leftovers.assertNone(library);
    }
  }

  private Transcript with(int milliseconds, String... flags)
      throws IOException, InterruptedException {
    Path library = FakeLibrary.build("fakecuda", directory.resolve("libcuda.so.1"), flags);
    return Talk.heard(Talk.with(library, VendorCalls.CUDA.calls(), milliseconds));
  }

  private static void assertBroken(Transcript transcript, String step, FailureKind kind) {
    assertTrue(transcript.broken().isPresent(), transcript.text());
    assertEquals(step, transcript.broken().orElseThrow().step(), transcript.text());
    assertEquals(kind, transcript.broken().orElseThrow().kind(), transcript.text());
  }

  private static void assertVersionStands(Transcript transcript) {
    assertEquals(
        Outcome.of("12040"), transcript.value("cuDriverGetVersion", "version"), transcript.text());
  }

  private static void assertWhole(Transcript transcript) {
    assertTrue(transcript.broken().isEmpty(), transcript.text());
    assertVersionStands(transcript);
    assertEquals(Outcome.of("Fake GPU 0"), transcript.value("cuDeviceGetName", "name"));
  }

  @Test
  void opensNothingThatIsEmptyTextOrADirectory() throws IOException {
    Path library = directory.resolve("libcuda.so.1");
    Files.write(library, new byte[0]);
    assertEquals(Outcome.of(-1L), Talk.heard(ask(library)).status(Transcript.OPEN));
    Files.writeString(library, "INPUT(libcuda.so.535)\n");
    assertEquals(Outcome.of(-1L), Talk.heard(ask(library)).status(Transcript.OPEN));
    Files.delete(library);
    Files.createDirectory(library);
    assertEquals(FailureKind.MALFORMED, Talk.failure(ask(library)).kind());
  }

  private static Outcome<Transcript> ask(Path library) throws IOException {
    return Talk.with(library, VendorCalls.CUDA.calls(), Talk.PATIENT);
  }

  @Test
  void losesOnlyTheChildToALibraryThatIsCutShort() throws IOException, InterruptedException {
    Path library = FakeLibrary.build("fakecuda", directory.resolve("libcuda.so.1"));
    byte[] whole = Files.readAllBytes(library);
    Files.write(library, java.util.Arrays.copyOf(whole, 4096));
    Transcript transcript = Talk.heard(ask(library));
    boolean refused = transcript.status(Transcript.OPEN).equals(Outcome.of(-1L));
    assertTrue(refused || transcript.broken().isPresent(), transcript.text());
    assertEquals(List.of(), transcript.steps("cuInit"));
  }

  @Test
  void saysThatASymbolIsMissingAndKeepsTheRest() throws IOException, InterruptedException {
    Transcript transcript = with(Talk.PATIENT, "-DSCENARIO=12");
    assertTrue(transcript.broken().isEmpty(), transcript.text());
    assertVersionStands(transcript);
    assertTrue(transcript.status("cuDeviceGetCount").isNotFound(), transcript.text());
  }

  @Test
  void endsALibraryThatHangsWhenItIsOpened() throws IOException, InterruptedException {
    assertBroken(with(Talk.SHORT, "-DSCENARIO=13"), Transcript.OPEN, FailureKind.TIMEOUT);
  }

  @Test
  void takesAnExitInTheMiddleForNoAnswer() throws IOException, InterruptedException {
    assertBroken(with(Talk.PATIENT, "-DSCENARIO=14"), Transcript.OPEN, FailureKind.CRASHED);
  }

  @Test
  void endsACallThatHangsAndIgnoresTermination() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Transcript transcript = with(Talk.SHORT, "-DSCENARIO=15");
    assertBroken(transcript, "cuInit", FailureKind.TIMEOUT);
    assertVersionStands(transcript);
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    assertTrue(seconds < 15, "took " + seconds + " s");
  }

  @Test
  void keepsTheVersionOfADriverThatSegfaults() throws IOException, InterruptedException {
    Transcript transcript = with(Talk.PATIENT, "-DSCENARIO=16");
    assertBroken(transcript, "cuInit", FailureKind.CRASHED);
    assertVersionStands(transcript);
  }

  @Test
  void keepsTheVersionOfADriverThatAborts() throws IOException, InterruptedException {
    Transcript transcript = with(Talk.PATIENT, "-DSCENARIO=17");
    assertBroken(transcript, "cuInit", FailureKind.CRASHED);
    assertVersionStands(transcript);
  }

  @Test
  void ignoresWhatALibraryPrints() throws IOException, InterruptedException {
    assertWhole(with(Talk.PATIENT, "-DSCENARIO=18"));
  }

  @Test
  void capsAFloodOfOutput() throws IOException, InterruptedException {
    Transcript transcript = with(Talk.SHORT, "-DSCENARIO=19");
    assertBroken(transcript, "cuInit", FailureKind.TIMEOUT);
    assertVersionStands(transcript);
  }

  @Test
  void needsNoStandardOutput() throws IOException, InterruptedException {
    assertWhole(with(Talk.PATIENT, "-DSCENARIO=20"));
  }

  @Test
  void needsNoDescriptorThatALibraryCouldClose() throws IOException, InterruptedException {
    Transcript transcript = with(Talk.PATIENT, "-DSCENARIO=100");
    assertVersionStands(transcript);
  }

  @Test
  void endsAGrandchild() throws IOException, InterruptedException {
    assertWhole(with(Talk.PATIENT, "-DSCENARIO=21"));
  }

  @Test
  void endsAGrandchildThatLeftTheSession() throws IOException, InterruptedException {
    assertWhole(with(Talk.PATIENT, "-DSCENARIO=101"));
  }

  @Test
  void endsAGrandchildThatHasNeitherItsParentNorItsSession()
      throws IOException, InterruptedException {
    assertWhole(with(Talk.PATIENT, "-DSCENARIO=103"));
    assertBroken(with(Talk.PATIENT, "-DSCENARIO=104"), "cuInit", FailureKind.CRASHED);
  }

  @Test
  void doesNotWaitForThreadsThatALibraryLeaves() throws IOException, InterruptedException {
    assertWhole(with(Talk.PATIENT, "-DSCENARIO=22"));
  }

  @Test
  void doesNotRunHandlersAtExitThatHang() throws IOException, InterruptedException {
    long start = System.nanoTime();
    assertWhole(with(Talk.PATIENT, "-DSCENARIO=102"));
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    assertTrue(seconds < 20, "took " + seconds + " s");
  }

  @Test
  void refusesVersionsThatCannotBeMeant() throws IOException, InterruptedException {
    for (String flag :
        List.of("-DSCENARIO=23", "-DVERSION=0", "-DVERSION=-7", "-DVERSION=999999")) {
      Outcome<String> version = with(Talk.PATIENT, flag).value("cuDriverGetVersion", "version");
      assertTrue(
          version instanceof Outcome.Failure<String> failure
              && failure.kind() == FailureKind.MALFORMED,
          flag + ": " + version);
    }
  }

  @Test
  void keepsAVendorsAnswerWhenAnotherVendorCrashes() throws Exception {
    Path crashing =
        FakeLibrary.build("fakecuda", directory.resolve("a/libcuda.so.1"), "-DSCENARIO=16");
    Path sound = FakeLibrary.build("fakecuda", directory.resolve("b/libcuda.so.1"));
    java.util.concurrent.CompletableFuture<Outcome<Transcript>> other =
        java.util.concurrent.CompletableFuture.supplyAsync(() -> unchecked(crashing));
    assertWhole(Talk.heard(Talk.with(sound, VendorCalls.CUDA.calls(), Talk.PATIENT)));
    assertBroken(Talk.heard(other.get()), "cuInit", FailureKind.CRASHED);
    Leftovers.assertNone(crashing);
    Leftovers.assertNone(sound);
  }

  private static Outcome<Transcript> unchecked(Path library) {
    try {
      return ask(library);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
