package io.envprobe.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A compiled table. All of it is addressed by offset, so nothing is decoded before it is asked for.
 *
 * <p>The form: the byte {@value #VERSION}; a byte that is 1 where all strings are ASCII; a count of
 * strings and the offset of the root, four bytes each, most significant first; the offset of each
 * string, four bytes; the strings, a count of bytes and that many bytes of UTF-8 each; then nodes.
 * A node is a tag byte ({@code o} object, {@code a} array, {@code s} string, {@code i} integer,
 * {@code t} true, {@code f} false) and its content: the number of a string, eight bytes of an
 * integer, or for objects and arrays how many bytes follow, how many members or items, and these; a
 * member is the number of its name's string and a node. Counts and numbers take seven bits a byte,
 * least significant first.
 *
 * <p>Immutable to its users and thread-safe: a string is kept once it is decoded, and where two
 * threads decode the same one, either will do.
 */
final class TableBytes {
  /** Changes with the form, so that tables of an older build are told by name. */
  static final int VERSION = 3;

  private static final int STRINGS = 10;

  private final byte[] bytes;
  private final Charset charset;
  private final @Nullable String[] decoded;

  private TableBytes(byte[] bytes, int strings) {
    this.bytes = bytes;
    // Of ASCII nothing needs to be looked at, which is quicker.
    charset = bytes[1] == 1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    decoded = new String[strings];
  }

  static TableBytes of(byte[] bytes) {
    if (bytes.length < STRINGS || bytes[0] != VERSION) {
      throw new IllegalStateException("not a table of this version: build the tables again");
    }
    return new TableBytes(bytes, wide(bytes, 2));
  }

  /** The node of the whole table. */
  int root() {
    return wide(bytes, 6);
  }

  private static int wide(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }

  /** The type of a node. */
  char tag(int node) {
    return (char) bytes[node];
  }

  /** How many members or items an object or array has. */
  int size(int node) {
    return number(afterNumber(node + 1));
  }

  /** The first member or item of an object or array. */
  int content(int node) {
    return afterNumber(afterNumber(node + 1));
  }

  /** The offset behind a node. */
  int after(int node) {
    return switch (bytes[node]) {
      case 's' -> afterNumber(node + 1);
      case 'i' -> node + 1 + Long.BYTES;
      case 'o', 'a' -> afterNumber(node + 1) + number(node + 1);
      default -> node + 1;
    };
  }

  /** The name of a member. */
  String name(int member) {
    return string(number(member));
  }

  /**
   * Whether a member has that name. Names are ASCII; most others have another length and need not
   * be decoded.
   */
  boolean isNamed(int member, String name) {
    int string = number(member);
    String known = decoded[string];
    if (known == null && number(wide(bytes, STRINGS + 4 * string)) != name.length()) {
      return false;
    }
    return (known == null ? string(string) : known).equals(name);
  }

  /** The node of a member. */
  int value(int member) {
    return afterNumber(member);
  }

  /** The offset behind a member. */
  int afterMember(int member) {
    return after(afterNumber(member));
  }

  /** The text of a string node. */
  String text(int node) {
    return string(number(node + 1));
  }

  /** The value of an integer node. */
  long integer(int node) {
    return ((long) wide(bytes, node + 1) << 32) | (wide(bytes, node + 5) & 0xffff_ffffL);
  }

  private String string(int number) {
    String text = decoded[number];
    if (text == null) {
      int at = wide(bytes, STRINGS + 4 * number);
      text = new String(bytes, afterNumber(at), number(at), charset);
      decoded[number] = text;
    }
    return text;
  }

  private int number(int at) {
    int next = bytes[at];
    int value = next & 0x7f;
    for (int shift = 7, i = at + 1; next < 0; shift += 7, i++) {
      next = bytes[i];
      value |= (next & 0x7f) << shift;
    }
    return value;
  }

  private int afterNumber(int at) {
    int end = at;
    while (bytes[end] < 0) {
      end++;
    }
    return end + 1;
  }
}
