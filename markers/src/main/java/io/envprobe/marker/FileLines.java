package io.envprobe.marker;

import java.util.Arrays;

/** Where the lines of a file begin. */
final class FileLines {
  private final int[] starts;

  FileLines(String file) {
    int[] found = new int[16];
    int count = 1;
    for (int at = file.indexOf('\n'); at >= 0; at = file.indexOf('\n', at + 1)) {
      if (count == found.length) {
        found = Arrays.copyOf(found, count * 2);
      }
      found[count++] = at + 1;
    }
    starts = Arrays.copyOf(found, count);
  }

  /** The line of a character, counted from 1. */
  int line(int offset) {
    int at = Arrays.binarySearch(starts, offset);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** The column of a character in its line, counted from 1. */
  int column(int offset) {
    return offset - starts[line(offset) - 1] + 1;
  }
}
