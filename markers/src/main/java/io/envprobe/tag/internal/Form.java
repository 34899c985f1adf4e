package io.envprobe.tag.internal;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * One form of a vocabulary of names: literal text with holes, and the systems that it is for. A
 * view of the table, which decodes what it is asked for: most forms are for other systems.
 *
 * @param row of the table
 */
record Form(Table row) {
  /** The holes on which a form may depend without showing them. */
  static final List<String> CONDITIONS = List.of("arch", "libc", "os");

  /** A piece of text, or the name of a hole. */
  record Piece(String text, boolean hole) {}

  /** The label of its words; or empty. */
  String label() {
    return row.textOr("label", "");
  }

  /** The values that a hole must have one of; none where any will do. */
  List<String> condition(String hole) {
    return row.texts(hole);
  }

  /** A fact that must be there although the text does not show it; or empty. */
  String present() {
    return row.textOr("present", "");
  }

  /** The pieces of the text, in order. */
  List<Piece> pieces() {
    String text = row.text("form");
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int open = text.indexOf('{', from);
      int end = open < 0 ? text.length() : open;
      if (end > from) {
        pieces.add(new Piece(text.substring(from, end), false));
      }
      if (open < 0) {
        break;
      }
      int close = text.indexOf('}', open);
      pieces.add(new Piece(text.substring(open + 1, close), true));
      from = close + 1;
    }
    return pieces;
  }
}
