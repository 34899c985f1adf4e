package io.envprobe.blas.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSegment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Texts among the constants of a file, found in one pass over them. */
final class Constants {
  private static final int WINDOW = 1 << 17;
  private static final int LONGEST = 160;
  private static final int MOST = 64 << 20;
  private static final int MOST_VERSIONS = 16;
  private static final int MOST_TEXTS = 16;

  private final Map<String, List<String>> texts = new HashMap<>();
  private final Set<String> versions = new TreeSet<>();
  private final boolean[] starts = new boolean[256];

  /** What is looked for, by its first byte. */
  private final List<List<Wanted>> byFirst = new ArrayList<>();

  private static final class Wanted {
    final String name;
    final byte[] bytes;

    Wanted(String name) {
      this.name = name;
      this.bytes = name.getBytes(StandardCharsets.US_ASCII);
    }
  }

  private Constants(List<String> wanted) {
    for (int i = 0; i < starts.length; i++) {
      byFirst.add(new ArrayList<>());
      starts[i] = i >= '0' && i <= '9';
    }
    for (String name : wanted) {
      Wanted each = new Wanted(name);
      starts[each.bytes[0] & 0xff] = true;
      byFirst.get(each.bytes[0] & 0xff).add(each);
    }
  }

  /** No constants: for files that are not worth a look. */
  static final Constants NONE = new Constants(List.of());

  /**
   * Looks for texts.
   *
   * @param wanted how they begin
   * @param withNames whether the names in a symbol table that is not loaded count too
   */
  static Constants find(ByteSource source, ElfFile file, List<String> wanted, boolean withNames)
      throws IOException {
    Constants constants = new Constants(wanted);
    long budget = MOST;
    for (Sections.Range range : ranges(source, file, withNames)) {
      long length = Math.min(budget, range.length());
      constants.scan(source, range.offset(), length);
      budget -= length;
    }
    return constants;
  }

  /** By sections where they are there, because code need not be read then; else by segments. */
  private static List<Sections.Range> ranges(ByteSource source, ElfFile file, boolean withNames)
      throws IOException {
    List<Sections.Range> ranges = new ArrayList<>(Sections.constants(source, file, withNames));
    if (ranges.isEmpty()) {
      for (ElfSegment segment : file.segments()) {
        if (segment.type() == ElfSegment.LOAD && (segment.flags() & 2) == 0) {
          ranges.add(new Sections.Range(segment.offset(), segment.fileSize()));
        }
      }
    }
    return ranges;
  }

  /** The first printable text that begins so. */
  Optional<String> text(String start) {
    return texts(start).stream().findFirst();
  }

  /** The printable texts that begin so, in the order of the file. */
  List<String> texts(String start) {
    return texts.getOrDefault(start, List.of());
  }

  boolean has(String start) {
    return texts.containsKey(start);
  }

  /** Every text that is just two or three numbers with dots between. */
  Set<String> versions() {
    return versions;
  }

  private void scan(ByteSource source, long offset, long length) throws IOException {
    byte[] window = new byte[(int) Math.min(WINDOW, Math.max(0, length))];
    for (long done = 0; done < length; done += WINDOW - 2 * LONGEST) {
      int count = source.read(offset + done, window, 0, (int) Math.min(WINDOW, length - done));
      if (count <= 0) {
        return;
      }
      boolean last = done + count >= length;
      scan(
          window, done == 0 ? 0 : LONGEST, last ? count : Math.min(count, WINDOW - LONGEST), count);
      if (last) {
        return;
      }
    }
  }

  private void scan(byte[] window, int from, int to, int count) {
    for (int at = from; at < to; at++) {
      byte next = window[at];
      if (starts[next & 0xff]) {
        if (next >= '0' && next <= '9') {
          version(window, at, count);
        } else {
          match(window, at, count);
        }
      }
    }
  }

  private void match(byte[] window, int at, int count) {
    for (Wanted wanted : byFirst.get(window[at] & 0xff)) {
      byte[] start = wanted.bytes;
      if (at + start.length <= count
          && window[at + 1] == start[1]
          && Arrays.equals(window, at, at + start.length, start, 0, start.length)) {
        List<String> found = texts.computeIfAbsent(wanted.name, key -> new ArrayList<>());
        if (found.size() < MOST_TEXTS) {
          found.add(printable(window, at, count));
        }
      }
    }
  }

  private void version(byte[] window, int at, int count) {
    boolean first = at == 0 || !isPrintable(window[at - 1]);
    if (!first || versions.size() >= MOST_VERSIONS) {
      return;
    }
    int dots = 0;
    int end = at;
    boolean digit = false;
    while (end < count && end - at < LONGEST) {
      byte next = window[end];
      if (next >= '0' && next <= '9') {
        digit = true;
      } else if (next == '.' && digit) {
        dots++;
        digit = false;
      } else {
        break;
      }
      end++;
    }
    if ((dots == 1 || dots == 2) && digit && end < count && window[end] == 0) {
      versions.add(new String(window, at, end - at, StandardCharsets.US_ASCII));
    }
  }

  private static String printable(byte[] window, int at, int count) {
    int end = at;
    while (end < count && end - at < LONGEST && isPrintable(window[end])) {
      end++;
    }
    return new String(window, at, end - at, StandardCharsets.US_ASCII);
  }

  private static boolean isPrintable(byte value) {
    return value >= 0x20 && value < 0x7f;
  }
}
