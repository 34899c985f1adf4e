package io.envprobe.version;

import java.util.Optional;

/**
 * A way to write and order versions. Implementations are stateless and thread-safe; {@link
 * VersionSchemes} has those that exist.
 */
public interface VersionScheme {

  /** The name under which {@link VersionSchemes#named} finds it. */
  String name();

  /**
   * Reads a version.
   *
   * @throws SyntaxException where the text is not a version of this scheme
   */
  Version parse(String text);

  /** Reads a version, or nothing where the text is not one. */
  default Optional<Version> tryParse(String text) {
    try {
      return Optional.of(parse(text));
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a condition.
   *
   * @throws SyntaxException where the text is not a condition of this scheme
   */
  VersionConstraint constraint(String text);

  /**
   * Compares two texts: negative, zero or positive.
   *
   * @throws SyntaxException where one is not a version of this scheme
   */
  default int compare(String left, String right) {
    return parse(left).compareTo(parse(right));
  }

  /**
   * Whether a version satisfies a condition; a text that is no version satisfies nothing.
   *
   * @throws SyntaxException where the condition does not parse
   */
  default boolean satisfies(String version, String constraint) {
    return constraint(constraint).contains(version);
  }
}
