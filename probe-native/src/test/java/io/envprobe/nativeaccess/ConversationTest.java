package io.envprobe.nativeaccess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

/** Conversations with the C library itself, which is never in a bad mood. */
final class ConversationTest {
  private static final List<Path> C_LIBRARIES =
      List.of(
          Path.of("/lib/x86_64-linux-gnu/libc.so.6"),
          Path.of("/lib/aarch64-linux-gnu/libc.so.6"),
          Path.of("/lib64/libc.so.6"));

  private static Path library() {
    Path found =
        C_LIBRARIES.stream().filter(Files::isRegularFile).findFirst().orElse(Path.of("none"));
    assumeTrue(Files.isRegularFile(found), "no glibc here");
    return found;
  }

  private static Outcome<Transcript> ask(HostPermission permission, String... calls)
      throws IOException {
    Path library = library();
    return new LiveHost(Set.of(permission))
        .answer(
            new Request.Conversation(
                library.toString(),
                Files.size(library),
                List.of(calls),
                List.of("COLOUR=green", "HOME"),
                60_000));
  }

  private static Transcript heard(String... calls) throws IOException {
    return ask(HostPermission.CONVERSATIONS, calls)
        .fold(
            Outcome.Answer::value,
            failure -> {
              throw new AssertionError(failure.toString());
            });
  }

  @Test
  void readsTextsThatAFunctionAnswers() throws IOException {
    Outcome<String> version =
        heard("gnu_get_libc_version() -> version:text").value("gnu_get_libc_version", "version");
    assertTrue(version.answer().orElse("").matches("2\\.\\d+"), version.toString());
  }

  @Test
  void changesTheVariablesOfTheProcessOnly() throws IOException {
    Transcript transcript =
        heard(
            "set:getenv(\"COLOUR\") -> value:text",
            "removed:getenv(\"HOME\") -> value:text",
            "options:getenv(\"JAVA_TOOL_OPTIONS\") -> value:text");
    assertEquals(Outcome.of("green"), transcript.value("set", "value"));
    assertTrue(transcript.value("removed", "value").answer().isEmpty(), transcript.text());
    assertTrue(transcript.value("options", "value").answer().isEmpty(), transcript.text());
  }

  @Test
  void leadsASessionOfItsOwn() throws IOException {
    Transcript transcript =
        heard("getpid() -> pid:int", "getsid(0) -> session:int", "getpgid(0) -> group:int");
    Outcome<String> pid = transcript.value("getpid", "pid");
    assertEquals(pid, transcript.value("getsid", "session"));
    assertEquals(pid, transcript.value("getpgid", "group"));
  }

  @Test
  void passesStructuresNumbersAndEarlierAnswers() throws IOException {
    Transcript transcript =
        heard(
            "div:gmtime_r({8; 0=long 86400}, {56; 12>day:int[1..31]; 16>month:int; 20>year:int})"
                + " -> time:pointer",
            "abs(-7) -> seven:int[0..9]",
            "times:abs(#) -> round:int times seven",
            "labs(-8L) -> eight:long",
            "snprintf(>text:text[16], 16L, \"%d-%s\", seven, \"x\") -> length:int");
    assertEquals(Outcome.of("2"), transcript.value("div", "day"), transcript.text());
    assertEquals(Outcome.of("70"), transcript.value("div", "year"));
    assertEquals(7, transcript.steps("times").size());
    assertEquals("6", transcript.steps("times").get(6).values().get("round"));
    assertEquals("6", transcript.steps("times").get(6).index());
    assertEquals(Outcome.of("8"), transcript.value("labs", "eight"));
    assertEquals(Outcome.of("7-x"), transcript.value("snprintf", "text"));
  }

  @Test
  void refusesWhatIsOutOfRangeAndSkipsWhatNeedsIt() throws IOException {
    Transcript transcript =
        heard("abs(-700) -> many:int[0..9]", "labs(-8L) -> eight:long times many");
    assertEquals("700", transcript.steps("abs").get(0).refused().get("many"));
    assertEquals(List.of(), transcript.steps("labs"));
    assertTrue(transcript.broken().isEmpty());
  }

  @Test
  void tellsAPlaceLeftUntouchedFromAnAnswer() throws IOException {
    Transcript transcript = heard("clearenv(>a:int)", "abs(0) after clearenv", "abs(1) unless abs");
    assertEquals("untouched", transcript.steps("clearenv").get(0).refused().get("a"));
    assertEquals(1, transcript.steps("abs").size());
  }

  @Test
  void saysWhichFunctionIsMissing() throws IOException {
    Transcript transcript = heard("no_such_function(0)", "abs(0)");
    assertTrue(transcript.status("no_such_function").isNotFound(), transcript.text());
    assertEquals(Outcome.of(0L), transcript.status("abs"));
  }

  @Test
  void refusesALineThatIsNoCall() throws IOException {
    for (String line :
        List.of("abs(", "abs(0) when x", "abs({4; 2>x:int})", "abs(>x:float)", "a b", "(0)")) {
      Outcome<Transcript> outcome = ask(HostPermission.CONVERSATIONS, line);
      assertEquals(FailureKind.UNSUPPORTED, ((Outcome.Failure<Transcript>) outcome).kind(), line);
    }
  }

  @Test
  void catchesWhatAFunctionPrints() throws IOException {
    Transcript transcript =
        heard(
            "first:puts(\"one\") -> text:printed",
            "second:puts(\"two\") -> text:printed",
            "silent:abs(0) -> text:printed");
    assertEquals(Outcome.of("one"), transcript.value("first", "text"), transcript.text());
    assertEquals(Outcome.of("two"), transcript.value("second", "text"));
    assertEquals("empty", transcript.steps("silent").get(0).refused().get("text"));
  }

  @Test
  void isForbiddenWithoutPermission() throws IOException {
    Outcome<Transcript> outcome = ask(HostPermission.NATIVE_CALLS, "abs(0)");
    assertEquals(FailureKind.FORBIDDEN, ((Outcome.Failure<Transcript>) outcome).kind());
  }

  @Test
  void doesNotOpenAnotherFileThanTheOneThatWasChecked() {
    Outcome<Transcript> outcome =
        new LiveHost(Set.of(HostPermission.CONVERSATIONS))
            .answer(new Request.Conversation(library().toString(), 1, List.of("abs(0)")));
    assertEquals(
        Outcome.failed(FailureKind.MALFORMED, library() + " is not the file that was checked"),
        outcome);
  }

  @Test
  void saysThatThereIsNoChildWithoutAJavaProgram() throws IOException {
    String home = System.getProperty("java.home");
    System.setProperty("java.home", "/nowhere");
    try {
      Outcome<Transcript> outcome = ask(HostPermission.CONVERSATIONS, "abs(0)");
      assertEquals(FailureKind.UNSUPPORTED, ((Outcome.Failure<Transcript>) outcome).kind());
    } finally {
      System.setProperty("java.home", home);
    }
  }
}
