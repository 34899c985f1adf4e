package io.envprobe.tag;

import io.envprobe.fact.FactKey;
import java.util.List;
import java.util.Objects;

/**
 * One word of a vocabulary that holds for a machine.
 *
 * @param label what the word answers, in the vocabulary's own name, for example {@code cpu} in npm
 *     or {@code os.detected.name} in Maven; empty where the vocabulary is one list of equals
 * @param text the word exactly as the ecosystem spells it
 * @param facts what the word was derived from, most important first
 */
public record Tag(String label, String text, List<FactKey<?>> facts) {
  /** Copies the list. */
  public Tag {
    Objects.requireNonNull(label);
    Objects.requireNonNull(text);
    facts = List.copyOf(facts);
  }

  /** A word of a vocabulary that is one list. */
  public static Tag of(String text, List<FactKey<?>> facts) {
    return new Tag("", text, facts);
  }

  /** The word as one line of output: {@code label=text}, or the text where there is no label. */
  public String line() {
    return label.isEmpty() ? text : label.concat("=").concat(text);
  }
}
