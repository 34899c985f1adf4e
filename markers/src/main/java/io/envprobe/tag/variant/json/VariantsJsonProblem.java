package io.envprobe.tag.variant.json;

import java.util.Objects;

/**
 * One thing that is wrong with a document of variants.
 *
 * @param path where, in the form {@code $.variants.cu128}
 * @param rule the name of the rule that is broken, for programs
 * @param message what is wrong, for a person; a sentence without a full stop
 */
public record VariantsJsonProblem(String path, String rule, String message) {
  /** Refuses null. */
  public VariantsJsonProblem {
    Objects.requireNonNull(path);
    Objects.requireNonNull(rule);
    Objects.requireNonNull(message);
  }

  @Override
  public String toString() {
    return message + " at path " + path;
  }
}
