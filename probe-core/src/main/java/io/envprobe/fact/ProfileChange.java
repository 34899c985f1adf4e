package io.envprobe.fact;

import java.util.Optional;

/**
 * One difference between two profiles.
 *
 * @param fact the name of the fact
 * @param item which of the fact's records, by its identifying fields; empty for a fact that is one
 *     value
 * @param field which field of that record; empty for a whole record or value
 * @param left what the first profile has, as text; empty where that is proven absent
 * @param right the same of the second one
 * @param known whether both sides are known; where one is not, the texts say why
 * @param reason why it may explain that programs behave differently; may be empty
 * @param rank how well differences of that kind explain, 0 the best
 */
public record ProfileChange(
    String fact,
    Optional<String> item,
    Optional<String> field,
    Optional<String> left,
    Optional<String> right,
    boolean known,
    String reason,
    int rank) {

  /** The fact with its item and field: {@code libs.visible[libz.so.1 x86_64].version}. */
  public String place() {
    return fact
        + item.map(name -> "[" + name + "]").orElse("")
        + field.map(name -> "." + name).orElse("");
  }
}
