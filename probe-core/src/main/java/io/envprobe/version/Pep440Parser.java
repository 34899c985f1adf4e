package io.envprobe.version;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one PEP 440 version in one pass, without regular expressions; optionally stops before a
 * trailing {@code .*}.
 */
final class Pep440Parser {
  private static final int MAX_FAST_DIGITS = 18;
  private static final String[] PRE_WORDS = {
    "alpha", "a", "beta", "b", "preview", "pre", "c", "rc"
  };
  private static final int[] PRE_KINDS = {0, 0, 1, 1, 2, 2, 2, 2};
  private static final String[] POST_WORDS = {"post", "rev", "r"};
  private static final String[] DEV_WORDS = {"dev"};

  private final String text;
  private final int end;
  private int at;
  private String[] large = Pep440Version.NO_TEXTS;
  private int largeCount;
  private String problem = "expected a version number";

  Pep440Parser(String text) {
    this(text, 0, text.length());
  }

  Pep440Parser(String text, int from, int to) {
    this.text = text;
    int start = from;
    int stop = to;
    while (start < stop && isSpace(text.charAt(start))) {
      start++;
    }
    while (stop > start && isSpace(text.charAt(stop - 1))) {
      stop--;
    }
    this.at = start;
    this.end = stop;
  }

  /** White space as Python's {@code str.strip} and {@code \s} see it. */
  static boolean isSpace(char c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || (c >= 0x1c && c <= 0x1f)
        || c == 0x85
        || c == 0xa0
        || (c > 0xff && Character.isSpaceChar(c));
  }

  static boolean isNumber(String segment) {
    // A segment is not empty; a mixed one may begin with a digit.
    for (int i = 0; i < segment.length(); i++) {
      if (!isDigit(segment.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Where reading stopped: the end, or the place of the error. */
  int position() {
    return at;
  }

  SyntaxException error() {
    return new SyntaxException(
        text,
        at,
        Math.max(0, end - at),
        at == end && problem.isEmpty() ? "the version ends too early" : problem,
        "a version looks like 1.2.3, 2.0rc1 or 1.0.post1+label");
  }

  /** The version, or null where the text between start and end is not exactly one. */
  @Nullable Pep440Version version() {
    Pep440Version version = prefix();
    if (version != null && at < end) {
      problem = "unexpected text after the version";
      return null;
    }
    return version;
  }

  /** The longest version at the current place, or null; {@link #position} tells where it ended. */
  @Nullable Pep440Version prefix() {
    if (at < end && (text.charAt(at) | 0x20) == 'v') {
      at++;
    }
    if (at >= end || !isDigit(text.charAt(at))) {
      return null;
    }
    long epoch = 0;
    long first = number();
    if (at + 1 < end && text.charAt(at) == '!' && isDigit(text.charAt(at + 1))) {
      epoch = first;
      at++;
      first = number();
    }
    long[] release = release(first);
    int kind = Pep440Version.NO_PRE;
    long pre = Pep440Version.ABSENT;
    int word = word(PRE_WORDS);
    if (word >= 0) {
      kind = PRE_KINDS[word];
      pre = suffixNumber();
    }
    long post = post();
    long dev = Pep440Version.ABSENT;
    if (word(DEV_WORDS) >= 0) {
      dev = suffixNumber();
    }
    return new Pep440Version(epoch, release, kind, pre, post, dev, local(), large);
  }

  private long[] release(long first) {
    int parts = 1;
    for (int i = at; i + 1 < end && text.charAt(i) == '.' && isDigit(text.charAt(i + 1)); ) {
      parts++;
      i += 2;
      while (i < end && isDigit(text.charAt(i))) {
        i++;
      }
    }
    long[] release = new long[parts];
    release[0] = first;
    for (int i = 1; i < parts; i++) {
      at++;
      release[i] = number();
    }
    return release;
  }

  private long post() {
    if (at + 1 < end && text.charAt(at) == '-' && isDigit(text.charAt(at + 1))) {
      at++;
      return number();
    }
    return word(POST_WORDS) >= 0 ? suffixNumber() : Pep440Version.ABSENT;
  }

  private String[] local() {
    if (at + 1 >= end || text.charAt(at) != '+' || !isAlphanumeric(text.charAt(at + 1))) {
      return Pep440Version.NO_TEXTS;
    }
    int start = at + 1;
    int i = start;
    int count = 1;
    while (i < end) {
      char c = text.charAt(i);
      if (isSeparator(c) && i + 1 < end && isAlphanumeric(text.charAt(i + 1))) {
        count++;
      } else if (!isAlphanumeric(c)) {
        break;
      }
      i++;
    }
    at = i;
    String[] segments = new String[count];
    int from = start;
    for (int n = 0; n < count; n++) {
      int to = from;
      while (to < i && !isSeparator(text.charAt(to))) {
        to++;
      }
      String segment = text.substring(from, to).toLowerCase(Locale.ROOT);
      segments[n] = isNumber(segment) ? withoutZeros(segment) : segment;
      from = to + 1;
    }
    return segments;
  }

  /** Consumes an optional separator and one of the words; -1 and nothing consumed without one. */
  private int word(String[] words) {
    if (at >= end) {
      return -1;
    }
    int start = isSeparator(text.charAt(at)) ? at + 1 : at;
    if (start >= end || !isLetter(text.charAt(start))) {
      return -1;
    }
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      if (start + word.length() <= end && startsWith(word, start)) {
        at = start + word.length();
        return i;
      }
    }
    return -1;
  }

  private boolean startsWith(String word, int start) {
    for (int i = 0; i < word.length(); i++) {
      char c = text.charAt(start + i);
      if (c > 'z' || (c | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private long suffixNumber() {
    if (at < end && isSeparator(text.charAt(at))) {
      at++;
    }
    return at < end && isDigit(text.charAt(at)) ? number() : 0;
  }

  private long number() {
    int start = at;
    long value = 0;
    while (at < end && isDigit(text.charAt(at))) {
      value = value * 10 + (text.charAt(at) - '0');
      at++;
    }
    return at - start <= MAX_FAST_DIGITS ? value : largeNumber(text.substring(start, at));
  }

  private long largeNumber(String digits) {
    String significant = withoutZeros(digits);
    if (significant.length() <= MAX_FAST_DIGITS) {
      return Long.parseLong(significant);
    }
    if (largeCount == large.length) {
      large = Arrays.copyOf(large, Math.max(2, 2 * largeCount));
    }
    large[largeCount] = significant;
    return Long.MIN_VALUE + largeCount++;
  }

  static String withoutZeros(String digits) {
    int from = 0;
    while (from < digits.length() - 1 && digits.charAt(from) == '0') {
      from++;
    }
    return digits.substring(from);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    char lower = (char) (c | 0x20);
    return lower >= 'a' && lower <= 'z' && c < 0x80;
  }

  private static boolean isAlphanumeric(char c) {
    return isDigit(c) || isLetter(c);
  }

  private static boolean isSeparator(char c) {
    return c == '.' || c == '_' || c == '-';
  }
}
