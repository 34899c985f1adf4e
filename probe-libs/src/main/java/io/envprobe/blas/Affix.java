package io.envprobe.blas;

/**
 * What a build adds to every BLAS and LAPACK name, so that two libraries can be in one process.
 *
 * @param prefix before the name: {@code scipy_}, or nothing
 * @param suffix after it: {@code 64_}, {@code _64}, or nothing
 */
public record Affix(String prefix, String suffix) {
  /** The plain names. */
  public static final Affix NONE = new Affix("", "");

  /** A plain name with both added. */
  public String of(String name) {
    return prefix + name + suffix;
  }

  /** Whether names are plain. */
  public boolean isNone() {
    return prefix.isEmpty() && suffix.isEmpty();
  }

  /** Whether the suffix says that integers have 64 bits. */
  public boolean saysWide() {
    return suffix.contains("64");
  }
}
