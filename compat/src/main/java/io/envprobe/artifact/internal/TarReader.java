package io.envprobe.artifact.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a tar archive, one after the other: the forms of POSIX (ustar, pax) and GNU.
 * Memory is bounded by the longest name. Not thread-safe.
 *
 * <p>Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html and
 * https://www.gnu.org/software/tar/manual/html_node/Standard.html
 */
public final class TarReader {
  /** The length of a header, and what members are padded to. */
  public static final int BLOCK = 512;

  private static final int LONGEST_EXTRA = 1 << 20;
  private static final int MOST_MEMBERS = 2_000_000;

  private final InputStream in;
  private final byte[] header = new byte[BLOCK];
  private final Map<String, String> global = new HashMap<>();
  private long position;
  private long left;
  private int padding;
  private int members;

  /** A reader of what a stream delivers, from its start. */
  public TarReader(InputStream in) {
    this.in = in;
  }

  /** What a member is. */
  public enum Kind {
    FILE,
    DIRECTORY,
    SYMBOLIC_LINK,
    HARD_LINK,
    OTHER
  }

  /**
   * A member.
   *
   * @param name as in the archive, without {@code ./} before and {@code /} after it
   * @param size of its content, in bytes
   * @param target of a link; empty for anything else
   * @param offset where its content starts in the archive
   */
  public record Member(String name, Kind kind, long size, String target, long offset) {}

  /**
   * Goes on to the next member, past what was not read of the last one.
   *
   * @return nothing at the end of the archive
   * @throws TarException where the archive is damaged or ends early
   * @throws IOException only from the stream
   */
  public Optional<Member> next() throws IOException {
    pass(left + padding);
    left = 0;
    padding = 0;
    Map<String, String> extra = new HashMap<>(global);
    while (true) {
      long start = position;
      int count = in.readNBytes(header, 0, BLOCK);
      position += count;
      if (count == 0 || (count == BLOCK && isZero())) {
        return Optional.empty();
      }
      if (count < BLOCK) {
        throw new TarException(start, "the archive ends within a header");
      }
      if (!isSound()) {
        throw new TarException(start, "no header of a member where one should be");
      }
      long size = number(124, 12, start);
      char type = (char) (header[156] & 0xff);
      switch (type) {
        case 'x' -> records(extra(size, start), extra, start);
        case 'g' -> records(extra(size, start), global, start);
        case 'L' -> extra.put("path", text(extra(size, start)));
        case 'K' -> extra.put("linkpath", text(extra(size, start)));
        default -> {
          if (++members > MOST_MEMBERS) {
            throw new TarException(start, "the archive has more members than are read");
          }
          return Optional.of(member(type, size, extra, start));
        }
      }
    }
  }

  private Member member(char type, long plainSize, Map<String, String> extra, long start)
      throws TarException {
    Kind kind =
        switch (type) {
          case 0, '0', '7', 'S' -> Kind.FILE;
          case '1' -> Kind.HARD_LINK;
          case '2' -> Kind.SYMBOLIC_LINK;
          case '5' -> Kind.DIRECTORY;
          default -> Kind.OTHER;
        };
    long size = plainSize;
    String stated = extra.getOrDefault("size", "");
    if (!stated.isEmpty()) {
      size = decimal(stated, start);
    }
    // Links and directories have no content, whatever their size says.
    boolean content = kind == Kind.FILE || kind == Kind.OTHER;
    left = content ? size : 0;
    padding = (int) ((BLOCK - left % BLOCK) % BLOCK);
    return new Member(
        clean(extra.getOrDefault("path", name())),
        kind,
        left,
        extra.getOrDefault("linkpath", text(Arrays.copyOfRange(header, 157, 257))),
        position);
  }

  private String name() {
    String name = text(Arrays.copyOfRange(header, 0, 100));
    boolean posix = header[257] == 'u' && header[262] == 0;
    String prefix = posix ? text(Arrays.copyOfRange(header, 345, 500)) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String clean(String name) {
    int from = 0;
    while (name.startsWith("./", from)) {
      from += 2;
    }
    int to = name.length();
    while (to > from && name.charAt(to - 1) == '/') {
      to--;
    }
    return name.substring(from, to);
  }

  /**
   * Reads from the content of the current member.
   *
   * @return how many bytes, fewer than asked for only at its end
   * @throws TarException where the archive ends early
   */
  public int read(byte[] into, int start, int length) throws IOException {
    int wanted = (int) Math.min(length, left);
    int count = in.readNBytes(into, start, wanted);
    position += count;
    left -= count;
    if (count < wanted) {
      throw new TarException(position, "the archive ends within a member");
    }
    return count;
  }

  /** The content of the current member, or its first bytes. */
  public byte[] content(int limit) throws IOException {
    byte[] content = new byte[(int) Math.min(Math.min(limit, left), 1 << 16)];
    int done = 0;
    int count = 1;
    while (count > 0 && done < limit) {
      if (done == content.length && left > 0) {
        content = Arrays.copyOf(content, (int) Math.min(limit, Math.max(BLOCK, done * 2L)));
      }
      count = read(content, done, content.length - done);
      done += count;
    }
    return done == content.length ? content : Arrays.copyOf(content, done);
  }

  private void pass(long bytes) throws IOException {
    long rest = bytes;
    while (rest > 0) {
      long passed = in.skip(rest);
      if (passed <= 0) {
        if (in.read() < 0) {
          throw new TarException(position, "the archive ends within a member");
        }
        passed = 1;
      }
      rest -= passed;
      position += passed;
    }
  }

  private byte[] extra(long size, long start) throws IOException {
    if (size > LONGEST_EXTRA) {
      throw new TarException(start, "a name of " + size + " bytes");
    }
    left = size;
    byte[] content = content(LONGEST_EXTRA);
    pass((BLOCK - size % BLOCK) % BLOCK);
    return content;
  }

  /** Records of the pax form: {@code LENGTH NAME=VALUE\n}. */
  private static void records(byte[] content, Map<String, String> into, long start)
      throws TarException {
    int at = 0;
    while (at < content.length) {
      int length = 0;
      int digit = at;
      while (digit < content.length && content[digit] >= '0' && content[digit] <= '9') {
        length = Math.min(LONGEST_EXTRA + 1, length * 10 + content[digit++] - '0');
      }
      int end = at + length;
      if (digit == at || digit >= content.length || content[digit] != ' ') {
        throw new TarException(start, "a damaged record of a pax header");
      }
      if (end <= digit + 1 || end > content.length) {
        throw new TarException(start, "a damaged record of a pax header");
      }
      String record = new String(content, digit + 1, end - digit - 2, StandardCharsets.UTF_8);
      int equal = record.indexOf('=');
      if (equal > 0) {
        into.put(record.substring(0, equal), record.substring(equal + 1));
      }
      at = end;
    }
  }

  private boolean isZero() {
    for (byte each : header) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isSound() {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    long stated = 0;
    for (int i = 148; i < 156; i++) {
      if (header[i] >= '0' && header[i] <= '7') {
        stated = stated * 8 + header[i] - '0';
      } else if (stated > 0) {
        break;
      }
    }
    return sum == stated;
  }

  /** A number in octal digits, or in binary where its first bit is set. */
  private long number(int at, int length, long start) throws TarException {
    long value = 0;
    if (header[at] < 0) {
      for (int i = at + length - 8; i < at + length; i++) {
        value = value << 8 | (header[i] & 0xff);
      }
    } else {
      for (int i = at; i < at + length; i++) {
        if (header[i] >= '0' && header[i] <= '7') {
          value = value * 8 + header[i] - '0';
        } else if (header[i] != ' ' || value > 0) {
          break;
        }
      }
    }
    if (value < 0 || value > Long.MAX_VALUE / 2) {
      throw new TarException(start, "a member of an impossible size");
    }
    return value;
  }

  private static long decimal(String text, long start) throws TarException {
    try {
      long value = Long.parseLong(text);
      if (value >= 0 && value <= Long.MAX_VALUE / 2) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new TarException(start, "a member of an impossible size");
    }
    throw new TarException(start, "a member of an impossible size");
  }

  private static String text(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
