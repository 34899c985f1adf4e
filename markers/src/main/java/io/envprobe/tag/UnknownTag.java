package io.envprobe.tag;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import java.util.Objects;

/**
 * A word, or a family of words, of which is not known whether it holds, because a fact is not
 * known.
 *
 * @param label as in {@link Tag}
 * @param pattern the word, with {@code *} for the part that is not known
 * @param fact the fact that would decide
 * @param cause why that fact is not known
 * @param detail a phrase for a person; may be empty
 */
public record UnknownTag(
    String label, String pattern, FactKey<?> fact, UnknownCause cause, String detail) {
  /** Refuses null. */
  public UnknownTag {
    Objects.requireNonNull(label);
    Objects.requireNonNull(pattern);
    Objects.requireNonNull(fact);
    Objects.requireNonNull(cause);
    Objects.requireNonNull(detail);
  }

  /** A word of a vocabulary that is one list. */
  public static UnknownTag of(String pattern, FactKey<?> fact, Reading.Unknown<?> reading) {
    return labelled("", pattern, fact, reading);
  }

  /** A word under a label. */
  public static UnknownTag labelled(
      String label, String pattern, FactKey<?> fact, Reading.Unknown<?> reading) {
    return new UnknownTag(label, pattern, fact, reading.cause(), reading.detail());
  }

  /** Whether that word may be meant by the pattern; a star stands for any text. */
  public boolean matches(String text) {
    return matches(pattern, text);
  }

  /** The word as one line of output, in the form of {@link Tag#line}. */
  public String line() {
    return label.isEmpty() ? pattern : label.concat("=").concat(pattern);
  }

  private static boolean matches(String pattern, String text) {
    int at = 0;
    int from = 0;
    int star = -1;
    int retry = 0;
    while (from < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        retry = from;
      } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(from)) {
        at++;
        from++;
      } else if (star >= 0) {
        at = star + 1;
        from = ++retry;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
