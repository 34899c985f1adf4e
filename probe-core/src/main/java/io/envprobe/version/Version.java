package io.envprobe.version;

import java.util.Map;

/**
 * A version in one scheme. Immutable and thread-safe; equal when neither is the greater, whatever
 * the spelling.
 */
public interface Version extends Comparable<Version> {

  /** The scheme that gives this version its meaning. */
  VersionScheme scheme();

  /** The spelling that the scheme prefers; parses back to an equal version. */
  String normalized();

  /**
   * The version taken apart, for display: name of the part to a {@link String}, a {@link Boolean}
   * or a list of strings, in the order in which they matter. Parts that the version lacks are left
   * out.
   */
  Map<String, Object> parts();

  /**
   * Orders by the rules of the scheme.
   *
   * @throws IllegalArgumentException where the other version is of another scheme
   */
  @Override
  int compareTo(Version other);
}
