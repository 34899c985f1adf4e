package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfHeader;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the comment section. */
public final class CommentReader {
  private static final String NAME = ".comment";
  private static final int MAX_SECTIONS = 65536;
  private static final int MAX_COMMENT = 65536;
  private static final int EXTENDED_INDEX = 0xffff;

  private final Bytes bytes;
  private final boolean wide;

  private CommentReader(Bytes bytes, boolean wide) {
    this.bytes = bytes;
    this.wide = wide;
  }

  public static List<String> read(ByteSource source, ElfHeader header) throws IOException {
    Bytes bytes = new Bytes(source, header.order());
    return new CommentReader(bytes, header.bits() == 64).read(header.sectionHeaderOffset());
  }

  private List<String> read(long table) throws IOException {
    int size = wide ? 64 : 40;
    int numbers = wide ? 58 : 46;
    if (table <= 0 || !bytes.has(table, size) || bytes.u16(numbers) != size) {
      return List.of();
    }
    long count = bytes.u16(numbers + 2);
    long names = bytes.u16(numbers + 4);
    count = count == 0 ? sizeOf(table) : count;
    names = names == EXTENDED_INDEX ? bytes.u32(table + (wide ? 40 : 24)) : names;
    count = Math.min(Math.min(count, MAX_SECTIONS), (bytes.size() - table) / size);
    if (count <= 0 || names >= count) {
      return List.of();
    }
    long strings = offsetOf(table + names * size);
    for (long i = 0; i < count; i++) {
      long section = table + i * size;
      long name = strings + bytes.u32(section);
      if (bytes.has(name, NAME.length() + 1L) && isComment(name)) {
        return texts(offsetOf(section), sizeOf(section));
      }
    }
    return List.of();
  }

  private boolean isComment(long at) throws IOException {
    return Text.of(bytes.copy(at, NAME.length() + 1)).equals(NAME + "\0");
  }

  private List<String> texts(long start, long size) throws IOException {
    if (!bytes.has(start, size)) {
      return List.of();
    }
    String content = Text.of(bytes.copy(start, (int) Math.min(size, MAX_COMMENT)));
    Set<String> texts = new LinkedHashSet<>();
    for (int from = 0; from < content.length(); ) {
      int end = content.indexOf('\0', from);
      end = end < 0 ? content.length() : end;
      if (end > from) {
        texts.add(content.substring(from, end));
      }
      from = end + 1;
    }
    return List.copyOf(texts);
  }

  private long offsetOf(long section) throws IOException {
    return wide ? bytes.i64(section + 24) : bytes.u32(section + 16);
  }

  private long sizeOf(long section) throws IOException {
    return wide ? bytes.i64(section + 32) : bytes.u32(section + 20);
  }
}
