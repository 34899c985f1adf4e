package io.envprobe.artifact.internal;

/** Names from files, made safe for a person's eyes. */
public final class ShownText {
  private static final int LONGEST = 300;

  private ShownText() {}

  /** The text with control characters as escapes, cut where it is very long. */
  public static String of(String text) {
    boolean clean = text.length() <= LONGEST;
    for (int i = 0; clean && i < text.length(); i++) {
      clean = !isUnsafe(text.charAt(i));
    }
    if (clean) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(LONGEST, text.length()); i++) {
      char next = text.charAt(i);
      if (isUnsafe(next)) {
        shown.append("\\u");
        String digits = Integer.toHexString(next);
        shown.append("0".repeat(4 - digits.length())).append(digits);
      } else {
        shown.append(next);
      }
    }
    return text.length() > LONGEST ? shown.append('…').toString() : shown.toString();
  }

  private static boolean isUnsafe(char character) {
    int type = Character.getType(character);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }
}
