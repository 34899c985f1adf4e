package io.envprobe.tag.python;

import io.envprobe.version.SyntaxException;

/**
 * The build number of a wheel: digits, then text; ordered by the number first. A wheel without one
 * comes before any with one.
 *
 * @param digits the number without leading zeros, of any length
 * @param text what follows
 */
public record BuildNumber(String digits, String text) implements Comparable<BuildNumber> {
  /**
   * Reads a build number.
   *
   * @throws SyntaxException where it does not begin with a digit
   */
  public static BuildNumber parse(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    if (end == 0) {
      throw new SyntaxException(text, 0, 1, "a build number begins with a digit", "");
    }
    int start = 0;
    while (start < end - 1 && text.charAt(start) == '0') {
      start++;
    }
    // The peer reads it with an expression whose dot ends at a line feed.
    int line = text.indexOf('\n', end);
    return new BuildNumber(
        text.substring(start, end), text.substring(end, line < 0 ? text.length() : line));
  }

  @Override
  public int compareTo(BuildNumber other) {
    if (digits.length() != other.digits.length()) {
      return Integer.compare(digits.length(), other.digits.length());
    }
    int byNumber = digits.compareTo(other.digits);
    return byNumber != 0 ? byNumber : text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return digits + text;
  }
}
