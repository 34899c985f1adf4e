package io.envprobe.target.internal;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Words of a line, without regular expressions: these run before the first tag is printed. */
public final class Words {
  private Words() {}

  /** The distinct words between white space, sorted. */
  public static Set<String> set(String line) {
    Set<String> words = new TreeSet<>();
    char[] characters = line.toCharArray(); // A call for each of them is felt at start-up.
    int start = 0;
    for (int i = 0; i <= characters.length; i++) {
      char c = i < characters.length ? characters[i] : ' ';
      if ((c <= ' ' || c > '~') && Character.isWhitespace(c)) {
        if (i > start) {
          words.add(line.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  /** Whether a word stands between the white space of a line. */
  public static boolean has(String line, String word) {
    for (int at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) {
      int end = at + word.length();
      if ((at == 0 || isBlank(line.charAt(at - 1)))
          && (end == line.length() || isBlank(line.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  /** White space, where letters and digits are told at once. */
  private static boolean isBlank(char c) {
    return (c <= ' ' || c > '~') && Character.isWhitespace(c);
  }

  /** The leading letters and digits. */
  public static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  /** The features with {@code sse3} where {@code ssse3} implies it: Linux lists it as pni. */
  public static Set<String> withSse3(Set<String> features) {
    Set<String> all = new TreeSet<>(features);
    if (all.contains("ssse3")) {
      all.add("sse3");
    }
    return all;
  }

  /** The words that every line has; empty where there is no line. */
  public static Set<String> common(List<String> lines) {
    Iterator<String> rest = lines.iterator();
    if (!rest.hasNext()) {
      return new TreeSet<>();
    }
    Set<String> common = set(rest.next());
    while (rest.hasNext()) {
      common.retainAll(set(rest.next()));
    }
    return common;
  }

  /**
   * A number in decimal, or in hexadecimal after {@code 0x}; −1 where the text is none or does not
   * fit.
   */
  public static long number(String text) {
    boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
    int radix = hexadecimal ? 16 : 10;
    int start = hexadecimal ? 2 : 0;
    if (start == text.length() || text.length() - start > 15) {
      return -1;
    }
    long value = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }

  /** Whether the text is {@code 0x} and one to sixteen hexadecimal digits. */
  public static boolean isBits(String text) {
    if (!text.startsWith("0x") || text.length() == 2 || text.length() > 18) {
      return false;
    }
    for (int i = 2; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The 64 bits that such a text writes; none where it is no such text. */
  public static long bits(String text) {
    long value = 0;
    int length = isBits(text) ? text.length() : 0;
    for (int i = 2; i < length; i++) {
      value = value << 4 | Character.digit(text.charAt(i), 16);
    }
    return value;
  }
}
