package io.envprobe.requirement;

import java.util.Objects;

/**
 * Where a condition is written.
 *
 * @param source the file or text, as the user named it, with {@code !/} between a container and
 *     what is in it
 * @param offset from its start, in UTF-16 units for texts and bytes for binary files
 * @param length in the same unit; 0 where the condition follows from the source as a whole
 */
public record Span(String source, int offset, int length) {
  public Span {
    Objects.requireNonNull(source);
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("a place before the beginning");
    }
  }

  /** The whole of a source. */
  public static Span of(String source) {
    return new Span(source, 0, 0);
  }

  /** A part of the same source. */
  public Span at(int start, int count) {
    return new Span(source, start, count);
  }
}
