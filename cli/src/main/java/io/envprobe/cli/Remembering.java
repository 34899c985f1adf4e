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

  /** Nanoseconds in which no probe is asked to try again without something. */
  private static final long QUICK = 4_000_000_000L;

  private Remembering() {}

  /** Runs a command; its exit code. */
  static int run(List<String> words, Streams streams) {
    Optional<AnswerMemory> memory = memory(words, streams);
    if (memory.isEmpty()) {
      return new Program(new Machines()).run(words, streams);
    }
    Recall recall = new Recall(memory.get());
    boolean ended = recall.endsSoon();
    byte[] known = recall.known;
    if (ended && known != null) {
      streams.output().write(known, 0, known.length);
      return ExitCode.TRUE;
    }
    long start = System.nanoTime();
    Machines machines = new Machines(true);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteArrayOutputStream talk = new ByteArrayOutputStream();
    int exit =
        new Program(machines)
            .run(
                words,
                new Streams(streams.input(), stream(answer), stream(talk), streams.terminal()));
    boolean quick = System.nanoTime() - start < QUICK;
    streams.output().write(answer.toByteArray(), 0, answer.size());
    streams.output().flush();
    streams.error().write(talk.toByteArray(), 0, talk.size());
    Optional<String> notes = machines.notes();
    if (ended && quick && exit == ExitCode.TRUE && talk.size() == 0 && notes.isPresent()) {
      new Keep(memory.get(), notes.get(), answer.toByteArray()).endsSoon();
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

  /** On a thread of its own, for a dead file system never answers. */
  private abstract static class Aside extends Thread {
    private Aside() {
      super("envprobe-memory");
      setDaemon(true);
    }

    /** Starts it; whether it has ended before patience does. */
    final boolean endsSoon() {
      try {
        start();
        join(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (OutOfMemoryError e) { // This process may have no more threads.
        return false;
      }
      return !isAlive();
    }
  }

  /** Asks the machine whether it answers as before. */
  private static final class Recall extends Aside {
    private final AnswerMemory memory;
    private volatile byte @Nullable [] known;

    private Recall(AnswerMemory memory) {
      this.memory = memory;
    }

    @Override
    public void run() {
      Optional<byte[]> answer = memory.recall(new LiveHost(Set.of()));
      if (answer.isPresent()) {
        known = answer.get();
      }
    }
  }

  /** Keeps an answer. */
  private static final class Keep extends Aside {
    private final AnswerMemory memory;
    private final String notes;
    private final byte[] answer;

    private Keep(AnswerMemory memory, String notes, byte[] answer) {
      this.memory = memory;
      this.notes = notes;
      this.answer = answer;
    }

    @Override
    public void run() {
      memory.keep(notes, answer);
    }
  }
}
