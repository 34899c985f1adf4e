package io.envprobe.host.internal;

import io.envprobe.host.CommandOutput;
import io.envprobe.host.FileStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers as bytes and back, for recordings: plain text that a person can read. */
public final class AnswerCodec {
  private AnswerCodec() {}

  /** A text as UTF-8. */
  public static byte[] text(String answer) {
    return answer.getBytes(StandardCharsets.UTF_8);
  }

  /** A text from UTF-8. */
  public static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** One item a line; file names with line breaks cannot come in, because hosts leave them out. */
  public static byte[] lines(List<String> answer) {
    StringBuilder text = new StringBuilder();
    for (String line : answer) {
      text.append(line).append('\n');
    }
    return text(text.toString());
  }

  /** The items of {@link #lines(List)}. */
  public static List<String> lines(byte[] bytes) {
    String text = text(bytes);
    return text.isEmpty()
        ? List.of()
        : List.of(text.substring(0, text.length() - 1).split("\n", -1));
  }

  /** A status as three words. */
  public static byte[] status(FileStatus status) {
    return text(status.type() + " " + status.size() + " " + status.executable());
  }

  /** A status from three words. */
  public static FileStatus status(byte[] bytes) {
    String[] words = text(bytes).split(" ", -1);
    if (words.length != 3) {
      throw new IllegalArgumentException("not a file status");
    }
    return new FileStatus(
        FileStatus.Type.valueOf(words[0]),
        Long.parseLong(words[1]),
        Boolean.parseBoolean(words[2]));
  }

  /** A command's exit code on the first line, then its output. */
  public static byte[] output(CommandOutput output) {
    return text(output.exitCode() + "\n" + output.standardOutput());
  }

  /** A command's output from its bytes. */
  public static CommandOutput output(byte[] bytes) {
    String text = text(bytes);
    int end = text.indexOf('\n');
    if (end < 0) {
      throw new IllegalArgumentException("not a command's output");
    }
    return new CommandOutput(Integer.parseInt(text.substring(0, end)), text.substring(end + 1));
  }
}
