package io.envprobe.blas;

/**
 * What a statement about a library was drawn from.
 *
 * @param about the statement: {@code provider}, {@code version}, {@code integer width}, {@code
 *     LAPACK version}, {@code threading}, {@code kernels}
 * @param source what in the file says so
 * @param confidence how far it can be trusted
 */
public record Clue(String about, String source, Confidence confidence) {
  /** How far a clue can be trusted. */
  public enum Confidence {
    /** The file could not work if it were otherwise. */
    HIGH,
    /** By convention, or by a pattern that most builds share. */
    MEDIUM,
    /** Nothing says otherwise. */
    LOW
  }
}
