package io.envprobe.marker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why an expression has its value: a tree of the same shape as the expression. Immutable.
 *
 * @param truth the value of this part
 * @param kind what this part is
 * @param text this part as it would be written
 * @param offset where the part begins in the text, in UTF-16 units
 * @param length the length of the part
 * @param name the name that an atom looks at; nothing for other parts and comparisons of two names
 * @param value what is known of that name; nothing where the environment does not define it
 * @param deciding whether this part belongs to the smallest set of atoms that decides the whole;
 *     for an unknown result, the atoms that must become known
 * @param parts the parts of {@link Kind#ALL} and {@link Kind#ANY}, in order
 */
public record Explanation(
    Truth truth,
    Kind kind,
    String text,
    int offset,
    int length,
    Optional<MarkerName> name,
    Optional<MarkerValue> value,
    boolean deciding,
    List<Explanation> parts) {

  /** What a part of an expression is. */
  public enum Kind {
    /** One comparison. */
    ATOM,
    /** Parts joined by {@code and}. */
    ALL,
    /** Parts joined by {@code or}. */
    ANY,
    /** A comparison that the mode drops, because it means nothing there. */
    DROPPED
  }

  public Explanation {
    parts = List.copyOf(parts);
  }

  /** The atoms of the smallest deciding set, from left to right. */
  public List<Explanation> decidingAtoms() {
    if (parts.isEmpty()) {
      return deciding ? List.of(this) : List.of();
    }
    List<Explanation> atoms = new ArrayList<>();
    for (Explanation part : parts) {
      atoms.addAll(part.decidingAtoms());
    }
    return List.copyOf(atoms);
  }
}
