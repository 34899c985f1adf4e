package io.envprobe.nativeaccess.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The way answers go back: a line a step, each on disk before the next call. Opened anew for each
 * line, because libraries have been seen to close descriptors that are not theirs.
 */
final class AnswerFile {
  private static final int TEXT_LIMIT = 1000;

  private final Path file;

  AnswerFile(Path file) {
    this.file = file;
  }

  /** A step begins; the last one without a successor is the one that broke the process. */
  void at(String name) throws IOException {
    line("at\t" + name);
  }

  /** A function answered. */
  void did(
      String name,
      List<Integer> round,
      long status,
      Map<String, String> values,
      Map<String, String> refused)
      throws IOException {
    StringBuilder text = new StringBuilder("did\t").append(name).append('\t').append(shown(round));
    text.append('\t').append(status);
    values.forEach((key, value) -> text.append('\t').append(key).append('=').append(plain(value)));
    refused.forEach((key, value) -> text.append('\t').append(key).append('!').append(plain(value)));
    line(text.toString());
  }

  /** The library has no such function. */
  void missing(String name, List<Integer> round) throws IOException {
    line("missing\t" + name + "\t" + shown(round));
  }

  /** The whole conversation cannot take place. */
  void fail(String kind, String detail) throws IOException {
    line("fail\t" + kind + "\t" + plain(detail));
  }

  /** All was said. */
  void end() throws IOException {
    line("end");
  }

  private static String shown(List<Integer> round) {
    return round.stream().map(String::valueOf).collect(Collectors.joining("."));
  }

  /** Without control characters, and of bounded length. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), TEXT_LIMIT); i++) {
      char c = text.charAt(i);
      plain.append(Character.isISOControl(c) ? ' ' : c);
    }
    return plain.toString().strip();
  }

  private void line(String line) throws IOException {
    Files.writeString(
        file,
        line + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
