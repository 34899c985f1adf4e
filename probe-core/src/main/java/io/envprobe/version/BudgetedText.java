package io.envprobe.version;

/** A text that refuses to be read without end, because a pattern from outside may backtrack. */
final class BudgetedText implements CharSequence {
  private static final int STEPS = 100_000;

  private final String text;
  private int steps;

  BudgetedText(String text) {
    this.text = text;
  }

  @Override
  public char charAt(int index) {
    if (++steps > STEPS) {
      throw new SyntaxException(
          text, 0, text.length(), "the pattern takes too long on this version", "simplify it");
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
