package io.envprobe.fleet.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * Cuts the facts that are asked out of a profile in JSON on one line, without taking the rest apart
 * further than quotes and brackets: a tenth of the time that reading all of it takes.
 */
final class AskedFacts {
  private static final byte[] FACTS = "facts".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SCHEMA = "schema".getBytes(StandardCharsets.UTF_8);
  private static final int NONE = -1;

  private final byte[][] asked;
  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  /** For facts of these names. */
  AskedFacts(Collection<String> asked) {
    this.asked =
        asked.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  /**
   * The same profile with nothing but what is asked; nothing where the line is no object of the
   * usual form, which whoever reads it as a whole can say more about.
   */
  Optional<String> cut(byte[] line, int from, int to) {
    this.bytes = line;
    this.at = from;
    this.end = to;
    StringBuilder text = new StringBuilder("{");
    return members(text, true) && blank() == NONE
        ? Optional.of(text.append('}').toString())
        : Optional.empty();
  }

  /** The members of the object that begins here; false where it breaks off. */
  private boolean members(StringBuilder text, boolean outer) {
    if (blank() != '{') {
      return false;
    }
    at++;
    if (blank() == '}') {
      at++;
      return true;
    }
    while (true) {
      if (blank() != '"') {
        return false;
      }
      int name = at + 1;
      if (!string()) {
        return false;
      }
      int nameEnd = at - 1;
      if (blank() != ':') {
        return false;
      }
      at++;
      blank();
      if (!member(text, outer, name, nameEnd)) {
        return false;
      }
      int next = blank();
      at++;
      if (next != ',') {
        return next == '}';
      }
    }
  }

  private boolean member(StringBuilder text, boolean outer, int name, int nameEnd) {
    if (outer && is(FACTS, name, nameEnd)) {
      separate(text).append("\"facts\":{");
      boolean whole = members(text, false);
      text.append('}');
      return whole;
    }
    int value = at;
    if (!value()) {
      return false;
    }
    if (outer ? is(SCHEMA, name, nameEnd) : isAsked(name, nameEnd)) {
      separate(text).append(new String(bytes, name - 1, at - name + 1, StandardCharsets.UTF_8));
    }
    return at > value;
  }

  private static StringBuilder separate(StringBuilder text) {
    return text.charAt(text.length() - 1) == '{' ? text : text.append(',');
  }

  private boolean isAsked(int from, int to) {
    for (byte[] name : asked) {
      if (is(name, from, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean is(byte[] name, int from, int to) {
    return name.length == to - from && Arrays.equals(name, 0, name.length, bytes, from, to);
  }

  /** Goes to what is not blank; {@link #NONE} at the end. */
  private int blank() {
    while (at < end && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    return at < end ? bytes[at] : NONE;
  }

  /** Goes past a string that begins here. */
  private boolean string() {
    at++;
    while (at < end) {
      byte one = bytes[at++];
      if (one == '"') {
        return true;
      }
      if (one == '\\') {
        at++;
      }
    }
    return false;
  }

  /** Goes past a value that begins here. */
  private boolean value() {
    int depth = 0;
    while (at < end) {
      byte one = bytes[at];
      if (one == '"') {
        if (!string()) {
          return false;
        }
        if (depth == 0) {
          return true;
        }
        continue;
      }
      if (one == '{' || one == '[') {
        depth++;
      } else if (one == '}' || one == ']') {
        if (depth == 0) {
          return true;
        }
        if (--depth == 0) {
          at++;
          return true;
        }
      } else if (one == ',' && depth == 0) {
        return true;
      }
      at++;
    }
    return false;
  }
}
