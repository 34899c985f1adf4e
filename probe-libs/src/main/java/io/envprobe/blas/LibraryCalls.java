package io.envprobe.blas;

import io.envprobe.blas.internal.CallTable;
import io.envprobe.blas.internal.CalledValues;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.host.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks libraries what they are by calling them, each in a process of its own that opens it locally,
 * with one thread, its output caught and its time limited ({@link Request.Conversation}). Only
 * functions that a file defines itself are called: through a library, those of its dependencies
 * would answer too.
 */
public final class LibraryCalls {
  private static final int MOST_AT_ONCE = 4;

  /** Between the path of an archive and the name of a member of it. */
  private static final String IN_ARCHIVE = "!/";

  private LibraryCalls() {}

  /**
   * Asks a library. A host that may not or cannot call libraries leads to {@link
   * LibraryAnswers#silence}, and so does a file without a function that tells anything.
   *
   * @param symbols of the library's file
   * @param milliseconds the time limit
   */
  public static LibraryAnswers ask(
      Host host, NumericalLibrary library, SymbolNames symbols, int milliseconds) {
    CallTable table = CallTable.read();
    List<String> calls = table.calls(library, symbols);
    if (calls.isEmpty()) {
      return LibraryAnswers.none(library, LibraryAnswers.MUTE);
    }
    if (library.path().contains(IN_ARCHIVE)) {
      return LibraryAnswers.none(library, "it lies in an archive");
    }
    String path = host.realPath(library.path()).answer().orElse(library.path());
    Outcome<FileStatus> status = host.status(path);
    if (status instanceof Outcome.Failure<FileStatus> failure) {
      return LibraryAnswers.none(library, failure.detail());
    }
    Outcome<Transcript> outcome =
        host.answer(
            new Request.Conversation(
                path,
                status.answer().orElseThrow().size(),
                calls,
                environment(host, table, path),
                milliseconds));
    return outcome.fold(
        answer -> CalledValues.of(library, answer.value()),
        failure -> LibraryAnswers.none(library, failure.detail()));
  }

  /** What wheels carry finds its own kind beside it only because an extension was loaded first. */
  private static List<String> environment(Host host, CallTable table, String path) {
    List<String> environment = new ArrayList<>(table.environment());
    String directory = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    if (directory.endsWith(".libs")) {
      String known = host.variable("LD_LIBRARY_PATH").answer().map(value -> ":" + value).orElse("");
      environment.add("LD_LIBRARY_PATH=" + directory + known);
    }
    return environment;
  }

  /** Asks several, some side by side; the answers are in the order of the members. */
  public static List<LibraryAnswers> ask(Host host, List<Member> members, int milliseconds) {
    List<Callable<LibraryAnswers>> questions = new ArrayList<>();
    for (Member member : members) {
      questions.add(() -> ask(host, member.library(), member.symbols(), milliseconds));
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors()),
            task -> {
              Thread thread = new Thread(task, "envprobe-ask-blas");
              thread.setDaemon(true);
              return thread;
            });
    List<LibraryAnswers> answers = new ArrayList<>();
    try {
      for (Future<LibraryAnswers> answer : threads.invokeAll(questions)) {
        answers.add(answer.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
    return answers;
  }
}
