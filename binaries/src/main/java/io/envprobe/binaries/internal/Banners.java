package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSegment;
import io.envprobe.binaries.GlibcBanner;
import io.envprobe.binaries.MuslVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds the version strings that C libraries carry in their constants. */
public final class Banners {
  private static final byte[] GLIBC = ascii("GNU C Library ");
  private static final byte[] MUSL = ascii("musl libc (");
  private static final int MAX_LINE = 512;
  private static final int WINDOW = 1 << 16;

  private Banners() {}

  public static Optional<GlibcBanner> glibc(ByteSource source, ElfFile file) throws IOException {
    for (ElfSegment segment : ReadOnlyData.segments(file)) {
      // Window by window, each with the longest line before it, so that no more is read than leads
      // to the banner.
      for (int start = 0; ; start += WINDOW - MAX_LINE) {
        byte[] content = ReadOnlyData.content(source, segment, start, WINDOW);
        int at = ReadOnlyData.find(content, GLIBC, 0);
        while (at >= 0) {
          Optional<GlibcBanner> banner = glibc(line(content, at));
          if (banner.isPresent()) {
            return banner;
          }
          at = ReadOnlyData.find(content, GLIBC, at + 1);
        }
        if (content.length < WINDOW) {
          break;
        }
      }
    }
    return Optional.empty();
  }

  static Optional<GlibcBanner> glibc(String line) {
    String mark = " release version ";
    int at = line.indexOf(mark);
    if (at < 0) {
      return Optional.empty();
    }
    String version = numbers(line, at + mark.length());
    return version.indexOf('.') > 0
        ? Optional.of(new GlibcBanner(version, line.startsWith("development", at - 11), line))
        : Optional.empty();
  }

  public static Optional<MuslVersion> musl(ByteSource source, ElfFile file) throws IOException {
    for (ElfSegment segment : ReadOnlyData.segments(file)) {
      byte[] content = ReadOnlyData.content(source, segment);
      int banner = ReadOnlyData.find(content, MUSL, 0);
      if (banner >= 0) {
        return musl(content, banner);
      }
    }
    return Optional.empty();
  }

  /** The version is a string of its own; of several that look like one, the nearest. */
  private static Optional<MuslVersion> musl(byte[] content, int banner) {
    String line = line(content, banner);
    int close = line.indexOf(')');
    if (close < 0) {
      return Optional.empty();
    }
    String architecture = line.substring(MUSL.length, close);
    Optional<MuslVersion> nearest = Optional.empty();
    int distance = Integer.MAX_VALUE;
    int start = 0;
    for (int end = 0; end < content.length; end++) {
      if (content[end] != 0) {
        continue;
      }
      int away = Math.abs(start - banner);
      if (away < distance && end - start >= 5 && end - start < 64) {
        Optional<MuslVersion> version =
            musl(
                new String(content, start, end - start, StandardCharsets.ISO_8859_1), architecture);
        if (version.isPresent()) {
          nearest = version;
          distance = away;
        }
      }
      start = end + 1;
    }
    return nearest;
  }

  static Optional<MuslVersion> musl(String text, String architecture) {
    String numbers = numbers(text, 0);
    int dot = numbers.indexOf('.');
    boolean three =
        dot > 0
            && numbers.indexOf('.', dot + 1) == numbers.lastIndexOf('.')
            && numbers.lastIndexOf('.') > dot;
    String rest = text.substring(numbers.length());
    return three && VersionOrder.isNumeric(numbers) && (rest.isEmpty() || rest.startsWith("-git-"))
        ? Optional.of(new MuslVersion(numbers, text, architecture))
        : Optional.empty();
  }

  private static String line(byte[] content, int from) {
    int end = from;
    while (end < content.length
        && end < from + MAX_LINE
        && content[end] != 0
        && content[end] != '\n') {
      end++;
    }
    return new String(content, from, end - from, StandardCharsets.ISO_8859_1);
  }

  /** The longest run of numbers with single dots between them. */
  private static String numbers(String text, int from) {
    int end = from;
    while (end < text.length()
        && (isDigit(text, end) || (text.charAt(end) == '.' && isDigit(text, end + 1)))) {
      end++;
    }
    return text.substring(from, end);
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
