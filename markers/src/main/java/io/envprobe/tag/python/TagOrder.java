package io.envprobe.tag.python;

import java.util.Optional;

/** Whose list of tags: they differ in order, and a little in content. */
public enum TagOrder {
  /** {@code packaging} 26.3: the plain linux tag first. */
  PACKAGING("packaging"),
  /** {@code packaging} before 26.3, which many releases of pip carry: the plain linux tag last. */
  PIP_OLDER("pip-older"),
  /**
   * uv: the plain linux tag after the manylinux tags, floors of its own, no look at the ELF header,
   * only the major version that glibc has.
   */
  UV("uv");

  private final String word;

  TagOrder(String word) {
    this.word = word;
  }

  /** The word for it on the command line. */
  public String word() {
    return word;
  }

  /** The order of that word. */
  public static Optional<TagOrder> find(String word) {
    for (TagOrder order : values()) {
      if (order.word.equals(word)) {
        return Optional.of(order);
      }
    }
    return Optional.empty();
  }
}
