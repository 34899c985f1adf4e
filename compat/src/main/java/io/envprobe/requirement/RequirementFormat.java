package io.envprobe.requirement;

import java.util.List;

/**
 * A way in which an ecosystem says what its artifacts ask of a platform. Implementations are
 * stateless and thread-safe, touch nothing but the {@link Source}, and bound what they read.
 */
public interface RequirementFormat {
  /** The name on the command line: lower case, one word. */
  String name();

  /** The format for a person. */
  String title();

  /** The address of the specification, or of the program whose behaviour is the specification. */
  String specification();

  /** Whether a source looks like this format, by its name and first bytes; cheap. */
  boolean accepts(Source source);

  /**
   * Reads a source.
   *
   * @return at least one candidate, in the order of the source
   * @throws RequirementException where the source cannot be read or breaks the format
   */
  List<Candidate> read(Source source) throws RequirementException;
}
