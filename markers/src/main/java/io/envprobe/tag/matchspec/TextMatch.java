package io.envprobe.tag.matchspec;

import io.envprobe.version.BoundedPattern;
import java.util.Objects;
import java.util.Optional;

/** A text that must be met: exactly, with {@code *} for anything, or as {@code ^…$}. */
record TextMatch(String text, Optional<BoundedPattern> pattern) {
  TextMatch {
    Objects.requireNonNull(text);
    Objects.requireNonNull(pattern);
  }

  /**
   * Reads a text.
   *
   * @throws io.envprobe.version.SyntaxException where a pattern is no regular expression
   */
  static TextMatch parse(String text) {
    if (text.startsWith("^") && text.endsWith("$")) {
      return new TextMatch(text, Optional.of(BoundedPattern.parse(text)));
    }
    return new TextMatch(
        text, text.contains("*") ? Optional.of(BoundedPattern.glob(text)) : Optional.empty());
  }

  boolean accepts(String other) {
    return pattern.isPresent() ? pattern.get().matches(other) : text.equals(other);
  }

  boolean isExact() {
    return pattern.isEmpty();
  }
}
