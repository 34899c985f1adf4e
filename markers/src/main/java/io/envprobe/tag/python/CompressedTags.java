package io.envprobe.tag.python;

import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * The tags of one file in compressed form: {@code py2.py3-none-any} is the product of its three
 * lists. In lower case; immutable.
 *
 * @param interpreters the interpreter tags, as written
 * @param abis the ABI tags, as written
 * @param platforms the platform tags, as written
 * @see <a href="https://peps.python.org/pep-0425/#compressed-tag-sets">PEP 425</a>
 */
public record CompressedTags(List<String> interpreters, List<String> abis, List<String> platforms) {
  /** Copies the lists. */
  public CompressedTags {
    interpreters = List.copyOf(interpreters);
    abis = List.copyOf(abis);
    platforms = List.copyOf(platforms);
  }

  /**
   * Reads a tag or a compressed set.
   *
   * @throws SyntaxException where it has not three parts, a part is empty, or an interpreter tag is
   *     no Python identifier
   */
  public static CompressedTags parse(String text) {
    List<List<String>> parts = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int hyphen = text.indexOf('-', start);
      int end = hyphen < 0 ? text.length() : hyphen;
      parts.add(members(text, start, end));
      start = end + 1;
    }
    if (parts.size() != 3) {
      throw new SyntaxException(
          text, 0, text.length(), "a tag has three parts", "write interpreter-abi-platform");
    }
    for (String interpreter : parts.get(0)) {
      if (!isIdentifier(interpreter)) {
        throw new SyntaxException(
            text,
            0,
            text.indexOf('-'),
            "an interpreter tag is a Python identifier",
            "write it as in py3 or cp312");
      }
    }
    return new CompressedTags(parts.get(0), parts.get(1), parts.get(2));
  }

  private static List<String> members(String text, int start, int end) {
    List<String> members = new ArrayList<>(2);
    int from = start;
    while (from <= end) {
      int dot = text.indexOf('.', from);
      int to = dot < 0 || dot > end ? end : dot;
      if (to == from) {
        throw new SyntaxException(text, from, 0, "a part of the tag is empty", "");
      }
      members.add(text.substring(from, to).toLowerCase(Locale.ROOT));
      from = to + 1;
    }
    return members;
  }

  /** Whether Python would take it for an identifier. */
  private static boolean isIdentifier(String text) {
    int first = text.codePointAt(0);
    if (first != '_' && !Character.isUnicodeIdentifierStart(first)) {
      return false;
    }
    for (int at = Character.charCount(first); at < text.length(); ) {
      int point = text.codePointAt(at);
      if (!Character.isUnicodeIdentifierPart(point) || Character.isIdentifierIgnorable(point)) {
        return false;
      }
      at += Character.charCount(point);
    }
    return true;
  }

  /** Whether each list is sorted, as PEP 425 asks of file names. */
  public boolean isSorted() {
    return isSorted(interpreters) && isSorted(abis) && isSorted(platforms);
  }

  private static boolean isSorted(List<String> texts) {
    for (int i = 1; i < texts.size(); i++) {
      if (texts.get(i - 1).compareTo(texts.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  /** How many full tags the set stands for, repetitions counted. */
  public long size() {
    return (long) interpreters.size() * abis.size() * platforms.size();
  }

  /**
   * The full tags, sorted, without repetitions. The list is as long as the product of the three:
   * look at {@link #size} before expanding a stranger's set.
   */
  public List<String> expand() {
    TreeSet<String> tags = new TreeSet<>();
    for (String interpreter : interpreters) {
      for (String abi : abis) {
        String prefix = interpreter.concat("-").concat(abi).concat("-");
        for (String platform : platforms) {
          tags.add(prefix.concat(platform));
        }
      }
    }
    return Collections.unmodifiableList(new ArrayList<>(tags));
  }
}
