package io.envprobe.requirement;

import io.envprobe.fact.FactKey;
import io.envprobe.marker.Truth;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** What must hold, as a tree. Immutable and thread-safe. */
public sealed interface Condition {

  /** Where it is written. */
  Span span();

  /** Takes the tree apart at its root. */
  <R> R fold(
      Function<? super Leaf, ? extends R> leaf,
      Function<? super All, ? extends R> all,
      Function<? super Any, ? extends R> any,
      Function<? super Not, ? extends R> not);

  /** One demand. */
  static Condition of(Demand demand, Span span) {
    return new Leaf(demand, span);
  }

  /** True where all parts are; a single part stands for itself. */
  static Condition all(List<Condition> parts, Span span) {
    return parts.size() == 1 ? parts.get(0) : new All("", parts, span);
  }

  /** True where one part is; a single part stands for itself. */
  static Condition any(List<Condition> parts, Span span) {
    return parts.size() == 1 ? parts.get(0) : new Any("", parts, span);
  }

  /** True where the part is false. */
  static Condition not(Condition part, Span span) {
    return new Not(part, span);
  }

  /** What holds everywhere. */
  static Condition always(Span span) {
    return new All("", List.of(), span);
  }

  /** Whether a platform meets it, without reasons: the quick way for many questions. */
  default Truth test(Platform platform) {
    if (this instanceof Leaf leaf) {
      return leaf.demand().test(platform);
    }
    if (this instanceof Not not) {
      return not.part().test(platform).not();
    }
    boolean all = this instanceof All;
    List<Condition> parts = all ? ((All) this).parts() : ((Any) this).parts();
    Truth truth = Truth.of(all);
    for (Condition part : parts) {
      Truth one = part.test(platform);
      truth = all ? truth.and(one) : truth.or(one);
      if (truth == Truth.of(!all)) {
        return truth;
      }
    }
    return truth;
  }

  /** The facts that decide: what must be looked for. */
  default Set<FactKey<?>> facts() {
    Set<FactKey<?>> facts = new LinkedHashSet<>();
    collect(this, facts);
    return facts;
  }

  private static void collect(Condition condition, Set<FactKey<?>> facts) {
    if (condition instanceof Leaf leaf) {
      facts.addAll(leaf.demand().facts());
    } else if (condition instanceof All all) {
      all.parts().forEach(part -> collect(part, facts));
    } else if (condition instanceof Any any) {
      any.parts().forEach(part -> collect(part, facts));
    } else if (condition instanceof Not not) {
      collect(not.part(), facts);
    }
  }

  /** One demand. */
  record Leaf(Demand demand, Span span) implements Condition {
    public Leaf {
      Objects.requireNonNull(demand);
      Objects.requireNonNull(span);
    }

    @Override
    public <R> R fold(
        Function<? super Leaf, ? extends R> leaf,
        Function<? super All, ? extends R> all,
        Function<? super Any, ? extends R> any,
        Function<? super Not, ? extends R> not) {
      return leaf.apply(this);
    }
  }

  /**
   * All parts; without parts, true.
   *
   * @param title what the parts have in common, for a person; may be empty
   */
  record All(String title, List<Condition> parts, Span span) implements Condition {
    public All {
      Objects.requireNonNull(title);
      parts = List.copyOf(parts);
      Objects.requireNonNull(span);
    }

    @Override
    public <R> R fold(
        Function<? super Leaf, ? extends R> leaf,
        Function<? super All, ? extends R> all,
        Function<? super Any, ? extends R> any,
        Function<? super Not, ? extends R> not) {
      return all.apply(this);
    }
  }

  /**
   * At least one part; without parts, false.
   *
   * @param title as of {@link All}
   */
  record Any(String title, List<Condition> parts, Span span) implements Condition {
    public Any {
      Objects.requireNonNull(title);
      parts = List.copyOf(parts);
      Objects.requireNonNull(span);
    }

    @Override
    public <R> R fold(
        Function<? super Leaf, ? extends R> leaf,
        Function<? super All, ? extends R> all,
        Function<? super Any, ? extends R> any,
        Function<? super Not, ? extends R> not) {
      return any.apply(this);
    }
  }

  /** The contrary of a part. */
  record Not(Condition part, Span span) implements Condition {
    public Not {
      Objects.requireNonNull(part);
      Objects.requireNonNull(span);
    }

    @Override
    public <R> R fold(
        Function<? super Leaf, ? extends R> leaf,
        Function<? super All, ? extends R> all,
        Function<? super Any, ? extends R> any,
        Function<? super Not, ? extends R> not) {
      return not.apply(this);
    }
  }
}
