package io.envprobe.marker;

/** What the values of a name are, and so which comparisons mean something. */
public enum MarkerType {
  /** A PEP 440 version. */
  VERSION("version"),
  /** A PEP 440 version where both sides are one, otherwise a text. */
  VERSION_OR_TEXT("version or text"),
  /** A text. */
  TEXT("text"),
  /** The name of one extra, compared in normalized form. */
  EXTRA("extra"),
  /** A set of texts. */
  SET("set"),
  /** A version in the lenient scheme: a dotted number, then text. */
  LENIENT_VERSION("lenient version"),
  /** A level of the x86-64 psABI, 1 to 4. */
  LEVEL("level"),
  /** An integer. */
  INTEGER("integer"),
  /** A CPU microarchitecture, partially ordered. */
  TARGET("target"),
  /** A text or a set of texts, as the user has given it. */
  USER("text or set");

  private final String label;

  MarkerType(String label) {
    this.label = label;
  }

  /** The type's name in documents and messages. */
  public String label() {
    return label;
  }
}
