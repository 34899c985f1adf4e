package io.envprobe.nativeaccess.child;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The child process. Its argument is a private directory: the file {@code request} there holds, a
 * line each, the process id of the parent, the time limit in milliseconds, the path of a library,
 * its size, and the calls; answers go to the file {@code answer}.
 */
public final class Child {
  private static final int HEADER = 4;
  private static final String OPEN = "open";
  private static final String OPENCL = "opencl()";

  /** {@code RTLD_LAZY}, and of Linux's and macOS's flags those of the local scope. */
  private static final int LAZY_LOCAL_LINUX = 1;

  private static final int LAZY_LOCAL_MAC = 1 | 4;

  private Child() {}

  /** Holds the conversation that the directory asks for, and ends the process. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    AnswerFile answers = new AnswerFile(directory.resolve("answer"));
    List<String> request = Files.readAllLines(directory.resolve("request"), StandardCharsets.UTF_8);
    Session session =
        new Session(directory, Long.parseLong(request.get(0)), Long.parseLong(request.get(1)));
    try {
      session.begin();
    } catch (LinkageError e) {
      answers.fail("UNSUPPORTED", "native calls do not work in a child process: " + e.getMessage());
      Runtime.getRuntime().halt(1);
    }
    try {
      hold(request, answers, new Printed(directory.resolve("output")));
      answers.end();
    } catch (IllegalArgumentException e) {
      answers.fail("UNSUPPORTED", "not a call: " + e.getMessage());
    }
    session.end();
  }

  private static void hold(List<String> request, AnswerFile answers, Printed printed)
      throws IOException {
    Path path = Path.of(request.get(2));
    long size = Long.parseLong(request.get(3));
    List<String> lines = request.subList(HEADER, request.size());
    List<Call> calls = new ArrayList<>();
    for (String line : lines) {
      if (!line.equals(OPENCL)) {
        calls.add(CallSyntax.parse(line));
      }
    }
    if (!Files.isRegularFile(path) || Files.size(path) != size) {
      answers.fail("MALFORMED", path + " is not the file that was checked");
      return;
    }
    answers.at(OPEN);
    NativeLibrary library;
    try {
      library = NativeLibrary.getInstance(path.toString(), options());
    } catch (UnsatisfiedLinkError e) {
      Map<String, String> error = Map.of("error", reason(e));
      answers.did(OPEN, List.of(), -1, error, Map.of());
      return;
    }
    answers.did(OPEN, List.of(), 0, Map.of(), Map.of());
    if (lines.contains(OPENCL)) {
      new OpenCl(answers).ask();
    }
    new Conversation(library, answers, printed).hold(calls);
  }

  private static Map<String, Object> options() {
    String system = System.getProperty("os.name", "");
    if (system.startsWith("Windows")) {
      return Map.of();
    }
    int flags = system.startsWith("Mac") ? LAZY_LOCAL_MAC : LAZY_LOCAL_LINUX;
    return Map.of(Library.OPTION_OPEN_FLAGS, flags);
  }

  /** JNA names the library in the first line, and repeats the loader's reason in the others. */
  private static String reason(UnsatisfiedLinkError error) {
    String[] lines = String.valueOf(error.getMessage()).split("\n", -1);
    return lines.length > 1 && !lines[1].isBlank() ? lines[1].strip() : lines[0];
  }
}
