package io.envprobe.nativeaccess.child;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.envprobe.nativeaccess.child.Call.Answer;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the calls of one conversation, in their order, and writes down each. */
final class Conversation {
  /** A conversation with sixteen devices takes some hundreds. */
  private static final int CALLS_LIMIT = 4096;

  private final NativeLibrary library;
  private final AnswerFile answers;
  private final Printed printed;
  private final Variables variables = new Variables();
  private final Set<String> succeeded = new HashSet<>();
  private int calls;

  Conversation(NativeLibrary library, AnswerFile answers, Printed printed) {
    this.library = library;
    this.answers = answers;
    this.printed = printed;
  }

  /** Makes the calls. */
  void hold(List<Call> lines) throws IOException {
    for (Call call : lines) {
      boolean isWanted = call.after().isEmpty() || call.after().stream().anyMatch(this::succeeded);
      if (isWanted && call.unless().stream().noneMatch(this::succeeded)) {
        for (List<Integer> round : rounds(call)) {
          make(call, round);
        }
      }
    }
  }

  private boolean succeeded(String name) {
    return succeeded.contains(name);
  }

  private List<List<Integer>> rounds(Call call) {
    if (!call.each().isEmpty()) {
      return variables.rounds(call.each());
    }
    return call.times().isEmpty() ? List.of(List.of()) : variables.times(call.times());
  }

  private void make(Call call, List<Integer> round) throws IOException {
    Memories memories = new Memories(variables, round);
    @Nullable Object[] passed = new @Nullable Object[call.arguments().size()];
    try {
      for (int i = 0; i < passed.length; i++) {
        passed[i] = memories.passed(call.arguments().get(i));
      }
    } catch (Memories.Missing e) {
      return;
    }
    if (++calls > CALLS_LIMIT) {
      return;
    }
    Function function;
    try {
      function = library.getFunction(call.symbol());
    } catch (UnsatisfiedLinkError e) {
      answers.missing(call.name(), round);
      return;
    }
    answers.at(call.name());
    long status = invoke(function, call.answer(), passed, memories);
    if (status == 0) {
      memories.read();
      succeeded.add(call.name());
    }
    answers.did(call.name(), round, status, memories.values, memories.refused);
  }

  /** The status, which is 0 for a function that answers something else. */
  private long invoke(
      Function function, Answer answer, @Nullable Object[] passed, Memories memories)
      throws IOException {
    switch (answer.kind()) {
      case STATUS -> {
        return function.invokeInt(passed);
      }
      case VOID -> function.invokeVoid(passed);
      case INT -> {
        int value = function.invokeInt(passed);
        memories.note(answer.name(), value, value, false, answer.range());
      }
      case LONG -> {
        long value = function.invokeLong(passed);
        memories.note(answer.name(), value, value, false, answer.range());
      }
      case POINTER, TEXT -> {
        Pointer value = function.invokePointer(passed);
        memories.notePointer(answer.name(), value, answer.kind() == Answer.Kind.TEXT);
      }
      case PRINTED -> {
        long start = printed.length();
        function.invokeVoid(passed);
        memories.noteText(answer.name(), printed.since(start));
      }
    }
    return 0;
  }
}
