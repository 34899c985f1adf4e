package io.envprobe.marker;

import org.jspecify.annotations.Nullable;

/** Comparison of texts as the specification has it since 2026-01: there is no order of texts. */
final class TextRules {
  private TextRules() {}

  static boolean isDefined(MarkerOperator operator) {
    return operator != MarkerOperator.COMPATIBLE && operator != MarkerOperator.IDENTICAL;
  }

  static boolean test(MarkerOperator operator, String left, String right) {
    return switch (operator) {
      case EQUAL, AT_MOST, AT_LEAST, COMPATIBLE, IDENTICAL -> left.equals(right);
      case NOT_EQUAL -> !left.equals(right);
      case LESS, GREATER -> false;
      case IN -> right.contains(left);
      case NOT_IN -> !right.contains(left);
    };
  }

  /** Text equality without regard to case, which is what === means between versions. */
  static boolean identical(@Nullable String left, String right) {
    if (left == null || left.length() != right.length()) {
      return false;
    }
    for (int i = 0; i < right.length(); i++) {
      if (Character.toLowerCase(left.charAt(i)) != Character.toLowerCase(right.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
