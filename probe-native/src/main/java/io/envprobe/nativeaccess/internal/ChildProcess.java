package io.envprobe.nativeaccess.internal;

import io.envprobe.host.FailureKind;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.host.Transcript;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Starts the child process for a conversation, waits for its end and not for that of its output,
 * and takes away whatever it leaves. Neither its exit code nor its output is believed: only the
 * lines of its answer file, and those only with the end line as the whole.
 */
public final class ChildProcess {
  private static final int ANSWER_LIMIT = 1 << 20;
  private static final int OUTPUT_LIMIT = 500;

  /** The child ends itself too, somewhat later, should this process not do it. */
  private static final int GRACE_MILLISECONDS = 2000;

  private static final int DEATH_MILLISECONDS = 1000;

  private static final int NO_SESSION = -1;

  /**
   * Many more children than processors would only wait for each other, and run into their limits;
   * but one that hangs takes a place and no processor.
   */
  private static final Semaphore PLACES =
      new Semaphore(Math.max(4, Runtime.getRuntime().availableProcessors()), true);

  private static final List<String> FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          "-Xmx64m",
          "-XX:-UsePerfData",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:+SuppressFatalErrorMessage",
          "--enable-native-access=ALL-UNNAMED");

  private ChildProcess() {}

  /** Holds a conversation. */
  public static Outcome<Transcript> converse(Request.Conversation conversation) {
    Path java = java();
    if (!Files.isExecutable(java)) {
      return Outcome.failed(
          FailureKind.UNSUPPORTED, "no child process: this Java has no program " + java);
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(conversation.milliseconds());
    try {
      if (!PLACES.tryAcquire(conversation.milliseconds(), TimeUnit.MILLISECONDS)) {
        return Outcome.failed(FailureKind.TIMEOUT, "no turn in time for " + conversation.library());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return interrupted(conversation);
    }
    try (PrivateDirectory directory = PrivateDirectory.create()) {
      directory.unpackChild();
      return converse(conversation, java, directory, end);
    } catch (IOException e) {
      return Outcome.failed(
          FailureKind.UNSUPPORTED, "no child process for " + conversation.library() + ": " + e);
    } finally {
      PLACES.release();
    }
  }

  private static Path java() {
    String name = Platform.isWindows() ? "java.exe" : "java";
    return Path.of(System.getProperty("java.home", ""), "bin", name);
  }

  private static Outcome<Transcript> converse(
      Request.Conversation conversation, Path java, PrivateDirectory directory, long end)
      throws IOException {
    List<String> request = new ArrayList<>();
    request.add(String.valueOf(ProcessHandle.current().pid()));
    request.add(String.valueOf(conversation.milliseconds() + GRACE_MILLISECONDS));
    request.add(conversation.library());
    request.add(String.valueOf(conversation.size()));
    request.addAll(conversation.calls());
    directory.write("request", request);
    Process process;
    try {
      process = builder(conversation, java, directory).start();
    } catch (OutOfMemoryError e) {
      // Java waits for a process on a thread, and this process may have no more of them; what has
      // been started nevertheless has no other handle than its directory.
      ProcessSession.kill(NO_SESSION, directory.path());
      return Outcome.failed(
          FailureKind.UNSUPPORTED,
          "no child process for " + conversation.library() + ": " + e.getMessage());
    }
    try {
      boolean ended = process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      boolean dead = ended || kill(process, directory.path());
      String answer = directory.read("answer", ANSWER_LIMIT);
      if (ended && !answer.endsWith("\nend\n")) {
        // A child that did not reach its end has not ended what the library started.
        ProcessSession.kill(process.pid(), directory.path());
      }
      return outcome(conversation, answer, ended, dead, directory);
    } catch (InterruptedException e) {
      ProcessSession.kill(process.pid(), directory.path());
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return interrupted(conversation);
    }
  }

  private static boolean kill(Process process, Path directory) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    ProcessSession.kill(process.pid(), directory);
    process.destroyForcibly();
    return process.waitFor(DEATH_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  private static ProcessBuilder builder(
      Request.Conversation conversation, Path java, PrivateDirectory directory) {
    List<String> words = new ArrayList<>();
    words.add(java.toString());
    words.addAll(FLAGS);
    words.add("-Djava.io.tmpdir=" + directory.path());
    words.add("-Djna.boot.library.path=" + directory.path());
    words.add("-Djna.nounpack=true");
    words.add("-Djna.nosys=true");
    words.add("-cp");
    words.add(directory.file("child.jar").toString());
    words.add("io.envprobe.nativeaccess.child.Child");
    words.add(directory.path().toString());
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.directory(directory.path().toFile());
    builder.redirectInput(new File(Platform.isWindows() ? "NUL" : "/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(directory.file("output").toFile()));
    builder.environment().keySet().removeIf(ChildEnvironment::isWithheld);
    // What libraries keep between runs stays in the private directory, or is not kept.
    for (String cache : List.of("TMPDIR", "XDG_CACHE_HOME", "POCL_CACHE_DIR")) {
      builder.environment().put(cache, directory.path().toString());
    }
    builder.environment().put("CUDA_CACHE_DISABLE", "1");
    builder.environment().put("MESA_SHADER_CACHE_DISABLE", "true");
    for (String change : conversation.environment()) {
      int split = change.indexOf('=');
      if (split < 0) {
        builder.environment().remove(change);
      } else {
        builder.environment().put(change.substring(0, split), change.substring(split + 1));
      }
    }
    return builder;
  }

  private static Outcome<Transcript> outcome(
      Request.Conversation conversation,
      String answer,
      boolean ended,
      boolean dead,
      PrivateDirectory directory)
      throws IOException {
    if (answer.isEmpty() && ended) {
      String output = directory.read("output", OUTPUT_LIMIT).strip();
      return Outcome.failed(
          FailureKind.CRASHED,
          "the child process for " + conversation.library() + " ended at its start: " + output);
    }
    if (answer.startsWith("fail\t")) {
      String[] fields = answer.lines().findFirst().orElseThrow().split("\t", 3);
      return Outcome.failed(FailureKind.valueOf(fields[1]), fields[2]);
    }
    Transcript transcript;
    try {
      transcript = Transcript.parse(answer);
    } catch (IllegalArgumentException e) {
      return Outcome.failed(
          FailureKind.CRASHED,
          conversation.library() + " spoilt the answers of its process: " + e.getMessage());
    }
    if (transcript.broken().isEmpty()) {
      return Outcome.of(transcript);
    }
    Transcript.Break broken = transcript.broken().orElseThrow();
    if (ended) {
      return Outcome.of(transcript);
    }
    String what =
        dead
            ? "did not end within " + conversation.milliseconds() + " ms"
            : "is stuck and cannot be ended (uninterruptible)";
    String where = broken.step().isEmpty() ? conversation.library() : broken.step();
    return Outcome.of(
        new Transcript(
            transcript.steps(),
            Optional.of(
                new Transcript.Break(broken.step(), FailureKind.TIMEOUT, where + " " + what))));
  }

  private static Outcome<Transcript> interrupted(Request.Conversation conversation) {
    return Outcome.failed(FailureKind.TIMEOUT, "interrupted: " + conversation.library());
  }
}
