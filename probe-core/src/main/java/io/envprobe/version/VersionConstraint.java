package io.envprobe.version;

/** A condition on versions of one scheme. Immutable and thread-safe. */
public interface VersionConstraint {

  /** Whether the version satisfies the condition. */
  boolean contains(Version version);

  /** The same of a text; one that is not a version of the scheme satisfies nothing. */
  boolean contains(String version);

  /** The condition in the spelling that the scheme prefers. */
  String normalized();
}
