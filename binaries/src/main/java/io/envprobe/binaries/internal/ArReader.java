package io.envprobe.binaries.internal;

import io.envprobe.binaries.ArArchive;
import io.envprobe.binaries.ArArchive.Member;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads archives with the long names of GNU and of BSD. */
public final class ArReader {
  private static final String MAGIC = "!<arch>\n";
  private static final String THIN_MAGIC = "!<thin>\n";
  private static final int HEADER = 60;
  private static final int MAX_NAME = 4096;

  /** How often its own size an honest file's names come out: each once. */
  private static final long SHARING = 2;

  private final Bytes bytes;
  private final boolean thin;
  private final Defects defects = new Defects();
  private final List<Member> members = new ArrayList<>();
  private long names = -1;
  private long budget;
  private long namesSize;

  private ArReader(Bytes bytes, boolean thin) {
    this.bytes = bytes;
    this.thin = thin;
    this.budget = SHARING * bytes.size() + MAX_NAME;
  }

  public static ReadResult<ArArchive> read(ByteSource source) throws IOException {
    Bytes bytes = new Bytes(source, ByteOrder.LITTLE_ENDIAN);
    String magic = Text.of(bytes.copy(0, MAGIC.length()));
    if (!magic.equals(MAGIC) && !magic.equals(THIN_MAGIC)) {
      return new ReadResult.Rejected<>(
          new Defect("not-ar", 0, "The file does not start as an archive does."));
    }
    return new ArReader(bytes, magic.equals(THIN_MAGIC)).read();
  }

  private ReadResult<ArArchive> read() throws IOException {
    long at = MAGIC.length();
    while (at < bytes.size()) {
      long size = bytes.has(at, HEADER) ? number(at + 48, 10) : -1;
      if (size < 0 || bytes.u16(at + 58) != 0x0a60) {
        defects.add("bad-member", at, "A member's header is damaged; the rest is left out.");
        break;
      }
      String field = Text.of(bytes.copy(at, 16)).stripTrailing();
      long start = at + HEADER;
      boolean table = isTable(field);
      boolean inside = !thin || table;
      if (inside && !bytes.has(start, size)) {
        defects.add("member-out-of-file", at, "A member goes beyond the file.");
        size = Math.max(0, bytes.size() - start);
      }
      if (field.equals("//")) {
        names = start;
        namesSize = size;
      } else if (!table) {
        member(field, at, size);
      }
      at = start + (inside ? size + size % 2 : 0);
    }
    return new ReadResult.Read<>(new ArArchive(thin, members), defects.list());
  }

  private static boolean isTable(String field) {
    return field.equals("/") || field.equals("//") || field.equals("/SYM64/");
  }

  private void member(String field, long header, long size) throws IOException {
    long start = header + HEADER;
    if (field.startsWith("#1/")) {
      long length = number(header + 3, 13);
      if (length < 0 || length > Math.min(size, MAX_NAME)) {
        defects.add("bad-member-name", header, "A member's name does not fit into the member.");
        return;
      }
      add(untilZero(start, (int) length), start + length, size - length);
    } else if (field.startsWith("/")) {
      longName(number(header + 1, 15), header).ifPresent(name -> add(name, start, size));
    } else {
      add(field.endsWith("/") ? field.substring(0, field.length() - 1) : field, start, size);
    }
  }

  private void add(String name, long start, long size) {
    if (!name.startsWith("__.SYMDEF")) {
      members.add(new Member(name, start, size));
    }
  }

  private Optional<String> longName(long into, long header) throws IOException {
    if (names >= 0 && into >= 0 && into < namesSize && budget > 0) {
      int limit = (int) Math.min(namesSize - into, MAX_NAME);
      String text = Text.of(bytes.copy(names + into, limit));
      // Windows ends names with a zero byte, others with a line.
      int zero = text.indexOf('\0');
      int line = text.indexOf('\n');
      int end = zero >= 0 && (line < 0 || zero < line) ? zero : line;
      budget -= end < 0 ? limit : end + 1L;
      if (end >= 0) {
        String name = text.substring(0, end);
        return Optional.of(name.endsWith("/") ? name.substring(0, end - 1) : name);
      }
    }
    defects.add("bad-member-name", header, "A member's long name is not in the table of names.");
    return Optional.empty();
  }

  private String untilZero(long at, int length) throws IOException {
    int zero = bytes.lengthToZero(at, length);
    return Text.of(bytes.copy(at, zero < 0 ? length : zero));
  }

  /** A decimal number padded with blanks; -1 where it is none. */
  private long number(long at, int width) throws IOException {
    String text = Text.of(bytes.copy(at, width)).strip();
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return text.isEmpty() ? -1 : value;
  }
}
