package io.envprobe.artifact.internal;

import io.envprobe.artifact.ZipArchive;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the central directory of a zip archive. */
public final class ZipReader {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int END_SIZE = 22;
  private static final int LOCATOR_SIZE = 20;
  private static final int END64_SIZE = 56;
  private static final int ENTRY_SIZE = 46;
  private static final int LOCAL_SIZE = 30;
  private static final long ALL_ONES = 0xffffffffL;
  private static final int MADE_BY_UNIX = 3;

  /** A directory larger than this is refused. */
  private static final int DIRECTORY_LIMIT = 256 << 20;

  private static final int MEMBER_LIMIT = 2_000_000;

  private final ByteSource source;
  private final Map<String, Defect> defects = new LinkedHashMap<>();

  private ZipReader(ByteSource source) {
    this.source = source;
  }

  /** As {@link ZipArchive#read}. */
  public static ReadResult<ZipArchive> read(ByteSource source) throws IOException {
    return new ZipReader(source).archive();
  }

  /** Where a member's bytes start, after its own header; -1 where there is no such header. */
  public static long contentOffset(ByteSource archive, ZipArchive.Member member)
      throws IOException {
    long offset = member.headerOffset();
    if (offset < 0 || offset > archive.size() - LOCAL_SIZE) {
      return -1;
    }
    ByteBuffer header = bytes(archive, offset, LOCAL_SIZE);
    if (header.limit() < LOCAL_SIZE || header.getInt(0) != LOCAL_SIGNATURE) {
      return -1;
    }
    long start = offset + LOCAL_SIZE + unsigned16(header, 26) + unsigned16(header, 28);
    return start <= archive.size() ? start : -1;
  }

  private ReadResult<ZipArchive> archive() throws IOException {
    long end = endRecord();
    if (end < 0) {
      return rejected("no-directory", 0, "there is no end-of-directory record: not a zip file");
    }
    ByteBuffer record = bytes(source, end, END_SIZE);
    long count = unsigned16(record, 10);
    long size = unsigned32(record, 12);
    long offset = unsigned32(record, 16);
    long before = end;
    if (count == 0xffff || size == ALL_ONES || offset == ALL_ONES) {
      long end64 = zip64(end);
      if (end64 >= 0) {
        ByteBuffer wide = bytes(source, end64, END64_SIZE);
        count = wide.getLong(32);
        size = wide.getLong(40);
        offset = wide.getLong(48);
        before = end64;
      }
    }
    if (size < 0 || offset < 0 || size > before) {
      return rejected("directory-out-of-file", end, "the directory lies outside of the file");
    }
    if (size > DIRECTORY_LIMIT) {
      return rejected("directory-too-large", end, "the directory is larger than 256 MiB");
    }
    // What precedes the archive, as in self-extracting ones, shifts every offset.
    long start = before - size;
    long shift = start - offset;
    if (shift != 0) {
      defect("shifted-archive", start, "the archive does not start where its directory says");
    }
    if (shift < 0) {
      return rejected("directory-out-of-file", end, "the directory lies outside of the file");
    }
    List<ZipArchive.Member> members = members(bytes(source, start, (int) size), shift, start);
    if (members.size() != count) {
      defect("member-count", end, "the directory has not as many members as its end says");
    }
    Layout.check(members, start, this::defect);
    return new ReadResult.Read<>(new ZipArchive(members), List.copyOf(defects.values()));
  }

  /** The last place of the record that ends the directory; a comment may follow it. */
  private long endRecord() throws IOException {
    long size = source.size();
    int reach = (int) Math.min(size, END_SIZE + 0xffff);
    ByteBuffer tail = bytes(source, size - reach, reach);
    for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END_SIGNATURE) {
        return size - reach + at;
      }
    }
    return -1;
  }

  private long zip64(long end) throws IOException {
    if (end < LOCATOR_SIZE + END64_SIZE) {
      return -1;
    }
    ByteBuffer locator = bytes(source, end - LOCATOR_SIZE, LOCATOR_SIZE);
    if (locator.getInt(0) != LOCATOR_SIGNATURE) {
      return -1;
    }
    // The stated offset is wrong where something precedes the archive; then look just before.
    for (long at : new long[] {locator.getLong(8), end - LOCATOR_SIZE - END64_SIZE}) {
      if (at >= 0
          && at <= end - LOCATOR_SIZE - END64_SIZE
          && bytes(source, at, END64_SIZE).getInt(0) == END64_SIGNATURE) {
        return at;
      }
    }
    return -1;
  }

  private List<ZipArchive.Member> members(ByteBuffer directory, long shift, long directoryStart) {
    List<ZipArchive.Member> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int at = 0;
    while (at <= directory.limit() - ENTRY_SIZE) {
      if (directory.getInt(at) != ENTRY_SIGNATURE) {
        defect("directory-entry", directoryStart + at, "an entry of the directory is damaged");
        break;
      }
      int nameLength = unsigned16(directory, at + 28);
      int extraLength = unsigned16(directory, at + 30);
      int commentLength = unsigned16(directory, at + 32);
      int nameStart = at + ENTRY_SIZE;
      long next = (long) nameStart + nameLength + extraLength + commentLength;
      if (next > directory.limit() || members.size() == MEMBER_LIMIT) {
        defect("directory-entry", directoryStart + at, "an entry of the directory is damaged");
        break;
      }
      byte[] nameBytes = new byte[nameLength];
      directory.get(nameStart, nameBytes);
      String name = new String(nameBytes, StandardCharsets.UTF_8);
      Extra64 extra = new Extra64(directory, nameStart + nameLength, extraLength);
      long size = extra.wide(unsigned32(directory, at + 24));
      long compressed = extra.wide(unsigned32(directory, at + 20));
      long offset = extra.wide(unsigned32(directory, at + 42));
      int mode =
          directory.get(at + 5) == MADE_BY_UNIX ? directory.getInt(at + 38) >>> 16 & 0xffff : 0;
      members.add(
          new ZipArchive.Member(
              name,
              unsigned16(directory, at + 10),
              unsigned16(directory, at + 8),
              unsigned32(directory, at + 16),
              Math.max(0, compressed),
              Math.max(0, size),
              offset < 0 || offset > Long.MAX_VALUE - shift ? -1 : offset + shift,
              mode));
      if (!names.add(name)) {
        defect("duplicate-member", directoryStart + at, "two members are named " + shown(name));
      }
      at = (int) next;
    }
    return members;
  }

  /** The zip64 field of an entry: it holds those numbers that do not fit, in a fixed order. */
  private static final class Extra64 {
    private final ByteBuffer bytes;
    private int at;
    private int end;

    Extra64(ByteBuffer bytes, int start, int length) {
      this.bytes = bytes;
      int field = start;
      while (field + 4 <= start + length) {
        int size = unsigned16(bytes, field + 2);
        if (unsigned16(bytes, field) == 1) {
          at = field + 4;
          end = Math.min(at + size, start + length);
          return;
        }
        field += 4 + size;
      }
    }

    long wide(long narrow) {
      if (narrow != ALL_ONES || at + 8 > end) {
        return narrow;
      }
      long value = bytes.getLong(at);
      at += 8;
      return value;
    }
  }

  /** What the members' names and places contradict. */
  private static final class Layout {
    private Layout() {}

    interface Report {
      void defect(String code, long offset, String message);
    }

    static void check(List<ZipArchive.Member> members, long directory, Report report) {
      for (ZipArchive.Member member : members) {
        String name = member.name();
        long offset = member.headerOffset();
        if (leadsOut(name)) {
          report.defect("member-name", offset, "a member's name leads out: " + shown(name));
        }
        if (member.isEncrypted()) {
          report.defect("encrypted-member", offset, shown(name) + " is encrypted");
        }
        if (offset < 0
            || offset > directory - LOCAL_SIZE
            || member.compressedSize() > directory - LOCAL_SIZE - offset) {
          report.defect("member-out-of-file", offset, shown(name) + " lies outside of the archive");
        }
      }
      List<ZipArchive.Member> sorted = new ArrayList<>(members);
      sorted.sort(Comparator.comparingLong(ZipArchive.Member::headerOffset));
      for (int i = 1; i < sorted.size(); i++) {
        ZipArchive.Member left = sorted.get(i - 1);
        if (left.headerOffset() + LOCAL_SIZE + left.compressedSize()
            > sorted.get(i).headerOffset()) {
          report.defect(
              "overlapping-members",
              sorted.get(i).headerOffset(),
              shown(left.name()) + " and " + shown(sorted.get(i).name()) + " overlap");
        }
      }
    }

    private static boolean leadsOut(String name) {
      return name.startsWith("/")
          || name.startsWith("\\")
          || (name.length() > 1 && name.charAt(1) == ':')
          || List.of(name.replace('\\', '/').split("/", -1)).contains("..");
    }
  }

  private static String shown(String name) {
    return ShownText.of(name);
  }

  private void defect(String code, long offset, String message) {
    defects.putIfAbsent(code, new Defect(code, offset, message));
  }

  private static ReadResult<ZipArchive> rejected(String code, long offset, String message) {
    return new ReadResult.Rejected<>(new Defect(code, offset, message));
  }

  private static ByteBuffer bytes(ByteSource source, long offset, int length) throws IOException {
    return ByteBuffer.wrap(SourceBytes.copy(source, offset, length)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int unsigned16(ByteBuffer bytes, int at) {
    return bytes.getShort(at) & 0xffff;
  }

  private static long unsigned32(ByteBuffer bytes, int at) {
    return bytes.getInt(at) & ALL_ONES;
  }
}
