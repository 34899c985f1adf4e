package io.envprobe.marker;

import java.util.Objects;
import java.util.function.Function;

/** One side of an atom. */
public sealed interface Operand {

  /** Takes the operand apart. */
  <R> R fold(
      Function<? super Variable, ? extends R> variable,
      Function<? super Literal, ? extends R> literal);

  /**
   * A name.
   *
   * @param spelling as it was written, perhaps an old spelling
   */
  record Variable(MarkerName name, String spelling) implements Operand {
    public Variable {
      Objects.requireNonNull(name);
      Objects.requireNonNull(spelling);
    }

    @Override
    public <R> R fold(
        Function<? super Variable, ? extends R> variable,
        Function<? super Literal, ? extends R> literal) {
      return variable.apply(this);
    }
  }

  /**
   * A quoted text.
   *
   * @param value the text without quotes, escapes decoded and names of extras normalized
   */
  record Literal(String value) implements Operand {
    public Literal {
      Objects.requireNonNull(value);
    }

    @Override
    public <R> R fold(
        Function<? super Variable, ? extends R> variable,
        Function<? super Literal, ? extends R> literal) {
      return literal.apply(this);
    }
  }
}
