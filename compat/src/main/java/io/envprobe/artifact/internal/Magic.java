package io.envprobe.artifact.internal;

import io.envprobe.artifact.ZipArchive;
import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What a file is, by its first bytes. */
enum Magic {
  ELF,
  PE,
  MACH_O,
  ZIP,
  STATIC_LIBRARY,
  GPU_CODE,
  OTHER;

  /** How many bytes tell. */
  static final int LENGTH = 8;

  /** Enough deflated data for the first bytes, tables of a block included. */
  private static final int DEFLATED = 512;

  static Magic of(byte[] head) {
    if (starts(head, 0x7f, 'E', 'L', 'F')) {
      return ELF;
    }
    if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    if (starts(head, '!', '<', 'a', 'r', 'c', 'h', '>', '\n')) {
      return STATIC_LIBRARY;
    }
    if (starts(head, 0x50, 0xed, 0x55, 0xba)
        || starts(head, '_', '_', 'C', 'L', 'A', 'N', 'G', '_')
        || starts(head, 'C', 'C', 'O', 'B')) {
      return GPU_CODE;
    }
    if (starts(head, 'M', 'Z')) {
      return PE;
    }
    boolean thin =
        starts(head, 0xce, 0xfa, 0xed, 0xfe)
            || starts(head, 0xcf, 0xfa, 0xed, 0xfe)
            || starts(head, 0xfe, 0xed, 0xfa, 0xce)
            || starts(head, 0xfe, 0xed, 0xfa, 0xcf);
    // A Java class starts as a fat file does, with a version where the count of slices would be.
    boolean fat =
        (starts(head, 0xca, 0xfe, 0xba, 0xbe) || starts(head, 0xca, 0xfe, 0xba, 0xbf))
            && head.length >= LENGTH
            && head[4] == 0
            && head[5] == 0
            && head[6] == 0
            && head[7] < 30;
    return thin || fat ? MACH_O : OTHER;
  }

  /** The same, where a name may tell what the first bytes do not: PTX is text. */
  static Magic of(byte[] head, String name) {
    Magic magic = of(head);
    return magic == OTHER && name.endsWith(".ptx") ? GPU_CODE : magic;
  }

  /** Of a member: inflates a few bytes only. The inflater is reset. */
  static Magic of(ByteSource archive, ZipArchive.Member member, Inflater inflater)
      throws IOException {
    long start = ZipReader.contentOffset(archive, member);
    if (start < 0 || !member.isReadable()) {
      return OTHER;
    }
    byte[] raw =
        SourceBytes.copy(archive, start, (int) Math.min(DEFLATED, member.compressedSize()));
    if (member.method() == 0) {
      return of(raw, member.name());
    }
    inflater.reset();
    inflater.setInput(raw);
    byte[] head = new byte[LENGTH];
    int filled = 0;
    try {
      int count = 1;
      while (count > 0 && filled < LENGTH) {
        count = inflater.inflate(head, filled, LENGTH - filled);
        filled += count;
      }
    } catch (DataFormatException e) {
      return of(Arrays.copyOf(head, filled), member.name());
    }
    return of(Arrays.copyOf(head, filled), member.name());
  }

  /** Whether a head starts with these bytes. */
  static boolean starts(byte[] head, int... bytes) {
    if (head.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
