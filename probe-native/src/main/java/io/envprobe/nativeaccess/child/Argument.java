package io.envprobe.nativeaccess.child;

import java.util.List;

/** What a call passes on to its function. */
sealed interface Argument {

  /** A number, of 32 or 64 bits. */
  record Numeral(long value, boolean isWide) implements Argument {}

  /** The null pointer. */
  record Null() implements Argument {}

  /** A text that ends with a zero byte. */
  record Text(String text) implements Argument {}

  /** The number of the round of a repeated call. */
  record Round() implements Argument {}

  /** What an earlier call gave. */
  record Reference(String name) implements Argument {}

  /** The address of a copy of what an earlier call gave. */
  record Address(String name) implements Argument {}

  /** A callback that collects the handles that it is called with. */
  record Collector(String name) implements Argument {}

  /** The address of a structure. */
  record Structure(int size, List<Field> fields) implements Argument {}

  /** A field of a structure: a value that is put there, or an answer that is read there. */
  record Field(int offset, Output.Kind kind, Argument content) {}

  /** A place for an answer. */
  record Output(
      String name,
      Kind kind,
      int size,
      String count,
      boolean isInitialised,
      long initial,
      Range range)
      implements Argument {

    /** How an answer lies in memory. */
    enum Kind {
      INT,
      UINT,
      LONG,
      POINTER,
      TEXT,
      HEX,
      POINTERS
    }
  }

  /** The values that can be meant, both ends included. */
  record Range(long lowest, long highest) {
    static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean holds(long value) {
      return lowest <= value && value <= highest;
    }
  }
}
