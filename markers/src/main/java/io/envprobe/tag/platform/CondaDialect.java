package io.envprobe.tag.platform;

import java.util.Optional;

/** Whose virtual packages: the clients differ from the text and from one another. */
public enum CondaDialect {
  /** The text of CEP 30 and CEP 46. */
  CEP30("cep30"),
  /** conda: a C library that is not glibc counts as glibc 2.5. */
  CONDA("conda"),
  /** rattler and pixi: an override must be a known name. */
  RATTLER("rattler"),
  /** mamba and micromamba: levels instead of microarchitectures, the CUDA toolkit first. */
  MAMBA("mamba");

  private final String word;

  CondaDialect(String word) {
    this.word = word;
  }

  /** The word for it on the command line. */
  public String word() {
    return word;
  }

  /** The dialect of that word. */
  public static Optional<CondaDialect> find(String word) {
    for (CondaDialect dialect : values()) {
      if (dialect.word.equals(word)) {
        return Optional.of(dialect);
      }
    }
    return Optional.empty();
  }
}
