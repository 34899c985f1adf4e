package io.envprobe.engine;

import io.envprobe.marker.Truth;
import io.envprobe.requirement.Answer;
import io.envprobe.requirement.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a condition has its truth: a tree of its shape.
 *
 * @param truth of this part
 * @param text the demand of a {@link Kind#DEMAND}; what the parts have in common otherwise, which
 *     may be empty
 * @param span where it is written
 * @param answer of a {@link Kind#DEMAND}
 * @param deciding whether this part, as it is, makes the whole what it is
 * @param parts of the other kinds, in order
 */
public record Explanation(
    Truth truth,
    Kind kind,
    String text,
    Span span,
    Optional<Answer> answer,
    boolean deciding,
    List<Explanation> parts) {
  /** What a part is. */
  public enum Kind {
    DEMAND,
    ALL,
    ANY,
    NOT
  }

  public Explanation {
    Objects.requireNonNull(truth);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(text);
    Objects.requireNonNull(span);
    Objects.requireNonNull(answer);
    parts = List.copyOf(parts);
  }
}
