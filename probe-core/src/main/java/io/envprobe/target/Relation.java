package io.envprobe.target;

/** How one target relates to another in the partial order. */
public enum Relation {
  /** The same target. */
  EQUAL,
  /** An ancestor of the other: its code runs there. */
  LESS,
  /** A descendant of the other: it runs the other's code. */
  GREATER,
  /** Neither descends from the other. */
  INCOMPARABLE
}
