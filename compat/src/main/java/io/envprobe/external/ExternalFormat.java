package io.envprobe.external;

import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Source;

/**
 * A way to declare external dependencies. Stateless and thread-safe; touches nothing but the
 * source.
 */
public interface ExternalFormat {
  /** The name for a person. */
  String title();

  /** Whether a source looks like it; cheap. */
  boolean accepts(Source source);

  /**
   * Reads a source.
   *
   * @throws RequirementException where it cannot be read or breaks the format
   */
  ExternalDocument read(Source source) throws RequirementException;
}
