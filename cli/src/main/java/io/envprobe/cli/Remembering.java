package io.envprobe.cli;

import io.envprobe.cli.command.Streams;
import io.envprobe.cli.machine.Installed;
import io.envprobe.cli.machine.Machines;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.host.AnswerMemory;
import io.envprobe.host.LiveHost;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers `tags` as before where this machine answers every request as before (decision 0010): what
 * a command says follows from these answers alone. Every other command line goes to the program, so
 * {@code --no-cache} too.
 */
final class Remembering {
  private static final List<String> REMEMBERED = List.of("tags");

  /** How long is waited for the machine, in milliseconds; the program itself knows what to do. */
  private static final long PATIENCE = 500;

  private Remembering() {}

  /** Runs a command; its exit code. */
  static int run(List<String> words, Streams streams) {
    Optional<AnswerMemory> memory = memory(words, streams);
    if (memory.isEmpty()) {
      return new Program(new Machines()).run(words, streams);
    }
    byte[] known = new Recall(memory.get()).answer();
    if (known != null) {
      streams.output().write(known, 0, known.length);
      return ExitCode.TRUE;
    }
    Machines machines = new Machines(true);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteArrayOutputStream talk = new ByteArrayOutputStream();
    int exit =
        new Program(machines)
            .run(
                words,
                new Streams(streams.input(), stream(answer), stream(talk), streams.terminal()));
    streams.output().write(answer.toByteArray(), 0, answer.size());
    streams.output().flush();
    streams.error().write(talk.toByteArray(), 0, talk.size());
    Optional<String> notes = machines.notes();
    if (exit == ExitCode.TRUE && talk.size() == 0 && notes.isPresent()) {
      memory.get().keep(notes.get(), answer.toByteArray());
    }
    return exit;
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** Other jars may bring vocabularies and probes that ask elsewhere. */
  private static Optional<AnswerMemory> memory(List<String> words, Streams streams) {
    if (!words.equals(REMEMBERED) || !Installed.isAlone()) {
      return Optional.empty();
    }
    return AnswerMemory.of(words.get(0) + (streams.terminal() ? "-in-colour" : ""));
  }

  /** Asks the machine on a thread of its own, for a dead file system never answers. */
  private static final class Recall extends Thread {
    private final AnswerMemory memory;
    private volatile byte @Nullable [] known;

    private Recall(AnswerMemory memory) {
      super("envprobe-recall");
      this.memory = memory;
      setDaemon(true);
    }

    private byte @Nullable [] answer() {
      try {
        start();
        join(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (OutOfMemoryError e) { // This process may have no more threads.
        return null;
      }
      return known;
    }

    @Override
    public void run() {
      Optional<byte[]> answer = memory.recall(new LiveHost(Set.of()));
      if (answer.isPresent()) {
        known = answer.get();
      }
    }
  }
}
