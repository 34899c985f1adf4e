package io.envprobe.nativeaccess.child;

import io.envprobe.nativeaccess.child.Argument.Range;
import java.util.List;

/**
 * A call of a function.
 *
 * @param name the step's name
 * @param symbol the function's
 * @param arguments what it gets
 * @param answer what it answers
 * @param each the name for whose every value it is repeated; empty for none
 * @param times the count that says how often it is repeated; empty for none
 * @param after the steps of which one must have succeeded; empty for none
 * @param unless the steps of which none may have succeeded
 */
record Call(
    String name,
    String symbol,
    List<Argument> arguments,
    Answer answer,
    String each,
    String times,
    List<String> after,
    List<String> unless) {

  /** What a function answers by itself: nothing, a status, or a value with a name. */
  record Answer(Kind kind, String name, Range range) {
    static final Answer STATUS = new Answer(Kind.STATUS, "", Range.ALL);

    /** The type of the answer. */
    enum Kind {
      STATUS,
      VOID,
      INT,
      LONG,
      POINTER,
      TEXT,
      PRINTED
    }
  }
}
