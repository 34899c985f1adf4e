package io.envprobe.version;

/** Shows a place in a text as people see it: the text, and carets below the part that is meant. */
public final class Caret {
  private static final int SHOWN_CONTEXT = 60;

  private Caret() {}

  /**
   * Two lines, the second without anything behind the carets. Of a long text only the part around
   * the place is shown. Control characters and lone surrogates are shown as {@code �}, so that the
   * carets stay in place and nothing reaches a terminal as a command.
   *
   * @param offset where the part begins, in UTF-16 units; what lies outside the text is moved in
   * @param length how much is meant; one caret is shown for nothing
   */
  public static String show(String text, int offset, int length) {
    int begin = Math.max(0, Math.min(offset, text.length()));
    int span = Math.max(0, Math.min(length, text.length() - begin));
    int from = Math.max(0, begin - SHOWN_CONTEXT);
    int to = Math.min(text.length(), Math.max(begin + 1, begin + span) + SHOWN_CONTEXT);
    to = Math.min(to, from + 3 * SHOWN_CONTEXT);
    StringBuilder shown = new StringBuilder("  ").append(from > 0 ? "…" : "");
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
    }
    shown.append(to < text.length() ? "…" : "").append('\n').append("  ");
    shown.append(" ".repeat(begin - from + (from > 0 ? 1 : 0)));
    return shown
        .append("^".repeat(Math.max(1, Math.min(span, to - begin))))
        .append('\n')
        .toString();
  }
}
