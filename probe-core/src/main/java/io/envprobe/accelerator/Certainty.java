package io.envprobe.accelerator;

/** How sure a rule is that code runs on a device. */
public enum Certainty {
  /** By the maker's promise. */
  YES,
  /** Not promised, but so far so. */
  LIKELY,
  /** The rule cannot tell. */
  UNKNOWN,
  /** By the maker's word it does not. */
  NO
}
