package io.envprobe.marker;

import java.util.Objects;

/**
 * A marker or a requirement line as it stands in a file, with a way back to the file.
 *
 * <p>The text may differ from the file where the file's format has escapes or continued lines.
 */
public final class LocatedText {
  /** What the text is. */
  public enum Kind {
    /** A marker expression. */
    MARKER,
    /** A requirement line, perhaps with a marker. */
    REQUIREMENT
  }

  private final Kind kind;
  private final String text;
  private final int[] offsets;
  private final FileLines lines;

  /** A text, and for each of its characters and its end the offset in the file. */
  LocatedText(Kind kind, String text, int[] offsets, FileLines lines) {
    this.kind = Objects.requireNonNull(kind);
    this.text = Objects.requireNonNull(text);
    this.offsets = offsets.clone();
    this.lines = Objects.requireNonNull(lines);
  }

  /** What the text is. */
  public Kind kind() {
    return kind;
  }

  /** The text, decoded. */
  public String text() {
    return text;
  }

  /** The offset in the file of a character of the text, or of its end. */
  public int fileOffset(int offset) {
    return offsets[Math.max(0, Math.min(offset, text.length()))];
  }

  /** The line in the file of a character of the text, counted from 1. */
  public int line(int offset) {
    return lines.line(fileOffset(offset));
  }

  /** The column in the file of a character of the text, in UTF-16 units, counted from 1. */
  public int column(int offset) {
    return lines.column(fileOffset(offset));
  }

  /** Kind and text. */
  @Override
  public String toString() {
    return kind + " " + text;
  }
}
