package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSegment;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** The constants of a program, which its segments hold without names. */
final class ReadOnlyData {
  private static final int MAX_SEGMENT = 16 << 20;
  private static final int MAX_SEGMENTS = 4;

  private ReadOnlyData() {}

  /** Read-only data before code: newer linkers keep them apart, and data is smaller. */
  static List<ElfSegment> segments(ElfFile file) {
    return file.segments().stream()
        .filter(segment -> segment.type() == ElfSegment.LOAD && (segment.flags() & 2) == 0)
        .sorted(Comparator.comparing(ElfSegment::isExecutable))
        .limit(MAX_SEGMENTS)
        .toList();
  }

  static byte[] content(ByteSource source, ElfSegment segment) throws IOException {
    long available = source.size() - segment.offset();
    if (segment.offset() < 0 || available <= 0 || segment.fileSize() <= 0) {
      return new byte[0];
    }
    int wanted = (int) Math.min(MAX_SEGMENT, Math.min(available, segment.fileSize()));
    byte[] content = new byte[wanted];
    for (int done = 0; done < wanted; ) {
      int count = source.read(segment.offset() + done, content, done, wanted - done);
      if (count <= 0) {
        break;
      }
      done += count;
    }
    return content;
  }

  static int find(byte[] content, byte[] wanted, int from) {
    for (int at = from; at <= content.length - wanted.length; at++) {
      if (content[at] == wanted[0] && matches(content, at, wanted)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] content, int at, byte[] wanted) {
    for (int i = 1; i < wanted.length; i++) {
      if (content[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
