package io.envprobe.cli.output;

/** Colour on a terminal, and none elsewhere. */
public enum Style {
  /** Plain text. */
  PLAIN,
  /** ANSI colours. */
  COLOUR;

  private static final String RESET = "\u001b[0m";

  /** Good news. */
  public String good(String text) {
    return paint("\u001b[32m", text);
  }

  /** Bad news. */
  public String bad(String text) {
    return paint("\u001b[31m", text);
  }

  /** What is not known. */
  public String unsure(String text) {
    return paint("\u001b[33m", text);
  }

  /** What matters less. */
  public String faint(String text) {
    return paint("\u001b[2m", text);
  }

  /** What matters most. */
  public String strong(String text) {
    return paint("\u001b[1m", text);
  }

  private String paint(String colour, String text) {
    return this == PLAIN || text.isEmpty() ? text : colour + text + RESET;
  }
}
