package io.envprobe.marker;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The syntax tree of an expression. Immutable and thread-safe.
 *
 * <p>Parentheses are part of the tree, because the text of an expression is compared by tools.
 */
public sealed interface Marker {

  /** Takes the tree apart at its root. */
  <R> R fold(
      Function<? super Atom, ? extends R> atom,
      Function<? super All, ? extends R> all,
      Function<? super Any, ? extends R> any,
      Function<? super Group, ? extends R> group);

  /**
   * The text as {@code packaging} prints it, which is the form for published metadata; nothing
   * where a literal holds both kinds of quotes, which that form cannot express.
   */
  default Optional<String> standardText() {
    return MarkerPrinter.standard(this);
  }

  /**
   * One comparison.
   *
   * @param offset where it begins in the text that was parsed, in UTF-16 units; 0 for one that was
   *     not parsed
   * @param length its length there; 0 for one that was not parsed
   * @param rightOffset where its right side begins
   */
  record Atom(
      Operand left, MarkerOperator operator, Operand right, int offset, int length, int rightOffset)
      implements Marker {
    public Atom {
      Objects.requireNonNull(left);
      Objects.requireNonNull(operator);
      Objects.requireNonNull(right);
    }

    /** Whether both compare the same things in the same way, wherever they stand. */
    boolean isSame(Atom other) {
      return left.equals(other.left) && operator == other.operator && right.equals(other.right);
    }

    @Override
    public <R> R fold(
        Function<? super Atom, ? extends R> atom,
        Function<? super All, ? extends R> all,
        Function<? super Any, ? extends R> any,
        Function<? super Group, ? extends R> group) {
      return atom.apply(this);
    }

    @Override
    public String toString() {
      return MarkerPrinter.print(this);
    }
  }

  /** True where all operands are. */
  record All(List<Marker> operands) implements Marker {
    public All {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R fold(
        Function<? super Atom, ? extends R> atom,
        Function<? super All, ? extends R> all,
        Function<? super Any, ? extends R> any,
        Function<? super Group, ? extends R> group) {
      return all.apply(this);
    }

    @Override
    public String toString() {
      return MarkerPrinter.print(this);
    }
  }

  /** True where at least one operand is. */
  record Any(List<Marker> operands) implements Marker {
    public Any {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R fold(
        Function<? super Atom, ? extends R> atom,
        Function<? super All, ? extends R> all,
        Function<? super Any, ? extends R> any,
        Function<? super Group, ? extends R> group) {
      return any.apply(this);
    }

    @Override
    public String toString() {
      return MarkerPrinter.print(this);
    }
  }

  /** What stands in parentheses. */
  record Group(Marker inner) implements Marker {
    public Group {
      Objects.requireNonNull(inner);
    }

    @Override
    public <R> R fold(
        Function<? super Atom, ? extends R> atom,
        Function<? super All, ? extends R> all,
        Function<? super Any, ? extends R> any,
        Function<? super Group, ? extends R> group) {
      return group.apply(this);
    }

    @Override
    public String toString() {
      return MarkerPrinter.print(this);
    }
  }
}
