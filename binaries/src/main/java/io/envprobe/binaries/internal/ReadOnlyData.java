package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSegment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The constants of a program, which its segments hold without names. */
final class ReadOnlyData {
  private static final int MAX_SEGMENT = 16 << 20;
  private static final int MAX_SEGMENTS = 4;

  private ReadOnlyData() {}

  /**
   * Read-only data before code, because it is smaller; of that, what lies behind the code first,
   * because newer linkers put constants there and names of symbols before it.
   */
  static List<ElfSegment> segments(ElfFile file) {
    List<ElfSegment> data = new ArrayList<>();
    List<ElfSegment> code = new ArrayList<>();
    for (ElfSegment segment : file.segments()) {
      boolean readOnly = segment.type() == ElfSegment.LOAD && (segment.flags() & 2) == 0;
      if (readOnly && segment.isExecutable() && code.size() < MAX_SEGMENTS) {
        code.add(segment);
      } else if (readOnly && !segment.isExecutable() && data.size() < MAX_SEGMENTS) {
        data.add(0, segment);
      }
    }
    data.addAll(code);
    return data;
  }

  /** A segment up to its limit. */
  static byte[] content(ByteSource source, ElfSegment segment) throws IOException {
    return content(source, segment, 0, MAX_SEGMENT);
  }

  /**
   * At most {@code length} bytes of a segment from {@code start} on, and nothing past its limit.
   */
  static byte[] content(ByteSource source, ElfSegment segment, int start, int length)
      throws IOException {
    long size =
        Math.min(MAX_SEGMENT, Math.min(source.size() - segment.offset(), segment.fileSize()));
    if (segment.offset() < 0 || size <= start) {
      return new byte[0];
    }
    int wanted = (int) Math.min(length, size - start);
    byte[] content = new byte[wanted];
    for (int done = 0; done < wanted; ) {
      int count = source.read(segment.offset() + start + done, content, done, wanted - done);
      if (count <= 0) {
        break;
      }
      done += count;
    }
    return content;
  }

  /**
   * Where wanted bytes start; -1 for nowhere. Looks at the last of them first and skips ahead by
   * what that byte allows (Horspool 1980): in a process that lives for a moment nothing else is
   * compiled in time.
   */
  static int find(byte[] content, byte[] wanted, int from) {
    int last = wanted.length - 1;
    int[] skips = new int[256];
    Arrays.fill(skips, wanted.length);
    for (int i = 0; i < last; i++) {
      skips[wanted[i] & 0xff] = last - i;
    }
    byte ending = wanted[last];
    for (int end = from + last; end < content.length; ) {
      byte each = content[end];
      if (each == ending && matches(content, end - last, wanted)) {
        return end - last;
      }
      end += skips[each & 0xff];
    }
    return -1;
  }

  private static boolean matches(byte[] content, int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (content[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
