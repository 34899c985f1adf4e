package io.envprobe.libs.internal.python;

import io.envprobe.binaries.ElfSegment;
import io.envprobe.libs.internal.ElfProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Full versions of Python as text: recognised, and found inside a program. */
final class PythonVersion {
  private static final int LIMIT = 16 << 20;
  private static final int LONGEST = 24;

  private PythonVersion() {}

  /**
   * The version as {@code platform.python_version()} gives it, with the {@code +} of a build
   * between releases as a local version, or empty where the text is none.
   */
  static Optional<String> parse(String text) {
    boolean between = text.endsWith("+");
    String version = between ? text.substring(0, text.length() - 1) : text;
    int at = number(version, 0);
    for (int part = 0; part < 2; part++) {
      if (at <= 0 || at >= version.length() || version.charAt(at) != '.') {
        return Optional.empty();
      }
      int next = number(version, at + 1);
      at = next == at + 1 ? -1 : next;
    }
    if (at < 0) {
      return Optional.empty();
    }
    String release = version.substring(at);
    boolean sound =
        release.isEmpty()
            || (pre(release) > 0
                && number(release, pre(release)) == release.length()
                && pre(release) < release.length());
    return sound ? Optional.of(between ? version + "+local" : version) : Optional.empty();
  }

  /** From the form of virtualenv's {@code version_info}: {@code 3.12.4.final.0}. */
  static Optional<String> parseInfo(String text) {
    int level = 0;
    while (level < text.length() && !isLetter(text.charAt(level))) {
      level++;
    }
    if (level == text.length() || level == 0) {
      return parse(text);
    }
    String numbers = text.substring(0, level - 1);
    int dot = text.indexOf('.', level);
    String name = text.substring(level, dot < 0 ? text.length() : dot);
    String serial = dot < 0 ? "0" : text.substring(dot + 1);
    return switch (name) {
      case "final" -> parse(numbers);
      case "alpha" -> parse(numbers + "a" + serial);
      case "beta" -> parse(numbers + "b" + serial);
      case "candidate" -> parse(numbers + "rc" + serial);
      default -> parse(text);
    };
  }

  /**
   * The version constant inside an interpreter or its library: the one string of its own that
   * starts with these two numbers. Empty where there is none, or more than one.
   *
   * @throws IOException only from the source
   */
  static Optional<String> inside(ElfProgram program, String minor) throws IOException {
    byte[] wanted = ("\0" + minor + ".").getBytes(StandardCharsets.US_ASCII);
    Optional<String> found = Optional.empty();
    for (ElfSegment segment : program.file().segments()) {
      boolean constants =
          segment.type() == ElfSegment.LOAD
              && !segment.isExecutable()
              && (segment.flags() & 2) == 0;
      long available = Math.min(segment.fileSize(), program.source().size() - segment.offset());
      if (!constants || segment.offset() < 0 || available <= 0) {
        continue;
      }
      byte[] content = new byte[(int) Math.min(LIMIT, available)];
      int length = program.source().read(segment.offset(), content, 0, content.length);
      for (int at = next(content, length, wanted, 0);
          at >= 0;
          at = next(content, length, wanted, at + 1)) {
        Optional<String> version = constant(content, length, at + 1);
        if (version.isPresent()) {
          if (found.isPresent() && !found.equals(version)) {
            return Optional.empty();
          }
          found = version;
        }
      }
    }
    return found;
  }

  private static Optional<String> constant(byte[] content, int length, int from) {
    int end = from;
    while (end < length && end < from + LONGEST && content[end] > ' ') {
      end++;
    }
    return end < length && content[end] == 0
        ? parse(new String(content, from, end - from, StandardCharsets.US_ASCII))
        : Optional.empty();
  }

  /** Horspool's search: it looks at a fraction of the bytes, which matters in code not yet hot. */
  private static int next(byte[] content, int length, byte[] wanted, int from) {
    int last = wanted.length - 1;
    int[] shift = new int[256];
    java.util.Arrays.fill(shift, wanted.length);
    for (int i = 0; i < last; i++) {
      shift[wanted[i] & 0xff] = last - i;
    }
    int at = from;
    while (at + last < length) {
      int i = last;
      while (i >= 0 && content[at + i] == wanted[i]) {
        i--;
      }
      if (i < 0) {
        return at;
      }
      at += shift[content[at + last] & 0xff];
    }
    return -1;
  }

  private static int pre(String release) {
    return release.startsWith("rc")
        ? 2
        : release.startsWith("a") || release.startsWith("b") ? 1 : 0;
  }

  private static int number(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }
}
