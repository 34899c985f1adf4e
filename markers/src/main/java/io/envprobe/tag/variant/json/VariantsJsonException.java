package io.envprobe.tag.variant.json;

import java.util.List;

/** A document of variants that cannot be used. */
public final class VariantsJsonException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<VariantsJsonProblem> problems;

  VariantsJsonException(VariantsJsonProblem problem) {
    this(List.of(problem));
  }

  VariantsJsonException(List<VariantsJsonProblem> problems) {
    super("not a document of variants: " + problems.get(0));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order of the document; at least one. */
  public List<VariantsJsonProblem> problems() {
    return problems;
  }
}
