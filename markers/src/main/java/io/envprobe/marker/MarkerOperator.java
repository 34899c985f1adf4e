package io.envprobe.marker;

/** The comparison of an atom. */
public enum MarkerOperator {
  EQUAL(0, "=="),
  NOT_EQUAL(1, "!="),
  LESS(2, "<"),
  AT_MOST(3, "<="),
  GREATER(4, ">"),
  AT_LEAST(5, ">="),
  COMPATIBLE(6, "~="),
  /** Equality of texts, whatever the type. */
  IDENTICAL(7, "==="),
  IN(8, "in"),
  NOT_IN(9, "not in");

  static final int COUNT = 10;

  private final int index;
  private final String symbol;

  MarkerOperator(int index, String symbol) {
    this.index = index;
    this.symbol = symbol;
  }

  int index() {
    return index;
  }

  /** As it is written. */
  public String symbol() {
    return symbol;
  }

  /** Whether it is {@code in} or {@code not in}. */
  public boolean isMembership() {
    return this == IN || this == NOT_IN;
  }

  /** Whether it is one of {@code < <= > >=}. */
  public boolean isOrder() {
    return this == LESS || this == AT_MOST || this == GREATER || this == AT_LEAST;
  }

  /** The operator for exchanged sides. */
  MarkerOperator mirrored() {
    return switch (this) {
      case LESS -> GREATER;
      case AT_MOST -> AT_LEAST;
      case GREATER -> LESS;
      case AT_LEAST -> AT_MOST;
      default -> this;
    };
  }

  /** Whether an order of two things, as {@code compareTo} gives it, satisfies the operator. */
  boolean accepts(int order) {
    return switch (this) {
      case EQUAL, IDENTICAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
      case COMPATIBLE, IN, NOT_IN -> false;
    };
  }
}
