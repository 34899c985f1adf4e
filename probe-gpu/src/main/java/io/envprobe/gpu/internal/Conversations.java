package io.envprobe.gpu.internal;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.files.LibraryFile;
import io.envprobe.gpu.internal.vendor.VendorCalls;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Asks libraries of vendors, each in a process of its own, what {@link VendorCalls} has: versions
 * before anything that starts a device, then devices.
 */
public final class Conversations {
  private Conversations() {}

  /**
   * A library to ask.
   *
   * @param asTheHost whether about all that the host has, rather than what a program that is
   *     started here is given
   */
  public record Question(LibraryFile library, VendorCalls calls, boolean asTheHost) {}

  /** Asks one library. */
  public static Outcome<Transcript> ask(Host host, Question question) {
    String path = question.library.realPath();
    long size = question.library.size();
    return host.answer(
        question.asTheHost
            ? question.calls.asTheHost(path, size)
            : question.calls.asThisProcess(path, size));
  }

  /**
   * Asks several libraries side by side, so that one that hangs does not take the others' time. The
   * answers are in the order of the questions.
   */
  public static List<Outcome<Transcript>> ask(Host host, List<Question> questions) {
    Map<Integer, Outcome<Transcript>> answers = new ConcurrentHashMap<>();
    CountDownLatch open = new CountDownLatch(questions.size());
    for (int i = 0; i < questions.size(); i++) {
      int number = i;
      Runnable asking =
          () -> {
            try {
              answers.put(number, ask(host, questions.get(number)));
            } finally {
              open.countDown();
            }
          };
      Thread thread = new Thread(asking, "envprobe-ask-" + questions.get(i).calls().id());
      thread.setDaemon(true);
      try {
        thread.start();
      } catch (OutOfMemoryError e) { // This process may have no more threads.
        asking.run();
      }
    }
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Outcome<Transcript>> ordered = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      ordered.add(
          answers.getOrDefault(
              i, Outcome.failed(FailureKind.TIMEOUT, "the question was given up")));
    }
    return ordered;
  }

  /** Why a library was not heard to the end; a finding about it. */
  public static Finding broken(String subject, LibraryFile library, Transcript.Break end) {
    boolean hung = end.kind() == FailureKind.TIMEOUT;
    String where = end.step().isEmpty() ? "" : " in " + end.step();
    return new Finding(
        subject + (hung ? ".hangs" : ".crashes"),
        Severity.ERROR,
        library.path() + (hung ? " does not return" : " ends its process") + where,
        subject,
        List.of(new Evidence("call", library.realPath(), end.detail())),
        hung
            ? "programs that use it will hang; look at the kernel's log, and reset the device or"
                + " reboot"
            : "programs that use it will crash; install it anew, in the release of the driver");
  }

  /** The cause that an unknown fact gets from a failure. */
  public static UnknownCause cause(Outcome.Failure<?> failure) {
    return failure.kind() == FailureKind.NOT_FOUND
        ? UnknownCause.UNSUPPORTED
        : failure.kind().cause();
  }
}
