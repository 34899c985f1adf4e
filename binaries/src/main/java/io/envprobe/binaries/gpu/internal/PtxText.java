package io.envprobe.binaries.gpu.internal;

import io.envprobe.binaries.gpu.GpuImage.Compression;
import io.envprobe.binaries.gpu.NvidiaImage;
import io.envprobe.binaries.gpu.SmTarget;
import io.envprobe.binaries.gpu.SmTarget.Reach;
import java.util.Optional;

/**
 * The first directives of PTX as text. Source:
 * https://docs.nvidia.com/cuda/parallel-thread-execution/#ptx-module-directives
 */
final class PtxText {
  private static final String VERSION = ".version";
  private static final String TARGET = ".target";
  private static final String PROCESSOR = "sm_";

  private PtxText() {}

  /**
   * The image of a text by its first part; empty where it is no PTX.
   *
   * @param size of the whole text
   */
  static Optional<NvidiaImage> parse(String head, long size) {
    Optional<String> version = operand(head, VERSION);
    Optional<String> target = operand(head, TARGET);
    if (version.isEmpty() || target.isEmpty() || !target.get().startsWith(PROCESSOR)) {
      return Optional.empty();
    }
    String text = target.get().substring(PROCESSOR.length());
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    if (end == 0 || end > 4) {
      return Optional.empty();
    }
    Reach reach =
        switch (text.substring(end)) {
          case "a" -> Reach.EXACT;
          case "f" -> Reach.FAMILY;
          default -> Reach.FORWARD;
        };
    return Optional.of(
        new NvidiaImage(
            NvidiaImage.Kind.PTX,
            1,
            new SmTarget(Integer.parseInt(text.substring(0, end)), reach),
            version,
            Compression.NONE,
            0,
            size));
  }

  /** The first word after a directive that starts a line. */
  private static Optional<String> operand(String text, String directive) {
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(start, end).strip();
      if (line.startsWith(directive)) {
        String rest = line.substring(directive.length()).strip();
        int stop = 0;
        while (stop < rest.length() && !isEnd(rest.charAt(stop))) {
          stop++;
        }
        return stop == 0 ? Optional.empty() : Optional.of(rest.substring(0, stop));
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  private static boolean isEnd(char c) {
    return c == ',' || c == ';' || c == '/' || Character.isWhitespace(c);
  }
}
