package io.envprobe.integration;

import io.envprobe.gpu.internal.vendor.VendorCalls;
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

/** Conversations as tests hold them. */
final class Talk {
  /** Long enough for a busy machine. */
  static final int PATIENT = 30_000;

  /** For libraries that hang: long enough to come to the call that does. */
  static final int SHORT = 4_000;

  private Talk() {}

  /** Asks a library, the first word, by the calls that follow, or a CUDA driver; prints it all. */
  public static void main(String[] words) throws IOException {
    List<String> calls =
        words.length > 1 ? List.of(words).subList(1, words.length) : VendorCalls.CUDA.calls();
    System.out.println(
        with(Path.of(words[0]), calls, PATIENT)
            .<String>fold(
                answer -> answer.value().text(),
                failure -> failure.kind() + ": " + failure.detail()));
  }

  static Outcome<Transcript> with(
      Path library, List<String> calls, int milliseconds, String... environment)
      throws IOException {
    return new LiveHost(Set.of(HostPermission.CONVERSATIONS))
        .answer(
            new Request.Conversation(
                library.toString(),
                Files.size(library),
                calls,
                List.of(environment),
                milliseconds));
  }

  static Transcript heard(Outcome<Transcript> outcome) {
    return outcome.fold(
        Outcome.Answer::value,
        failure -> {
          throw new AssertionError(failure.toString());
        });
  }

  static Outcome.Failure<Transcript> failure(Outcome<Transcript> outcome) {
    return outcome.fold(
        answer -> {
          throw new AssertionError(answer.value().text());
        },
        failure -> failure);
  }
}
