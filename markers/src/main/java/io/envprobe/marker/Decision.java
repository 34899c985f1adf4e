package io.envprobe.marker;

import java.util.Objects;
import java.util.function.Function;

/** The answer to a question about expressions. */
public sealed interface Decision {

  /** Takes the answer apart. */
  <R> R fold(
      Function<? super Holds, ? extends R> holds,
      Function<? super Fails, ? extends R> fails,
      Function<? super Undecided, ? extends R> undecided);

  /** Whether the answer is yes. */
  default boolean holds() {
    return this instanceof Holds;
  }

  /** Yes, in every environment. */
  record Holds() implements Decision {
    @Override
    public <R> R fold(
        Function<? super Holds, ? extends R> holds,
        Function<? super Fails, ? extends R> fails,
        Function<? super Undecided, ? extends R> undecided) {
      return holds.apply(this);
    }
  }

  /**
   * No.
   *
   * @param witness an environment that shows it
   */
  record Fails(Witness witness) implements Decision {
    public Fails {
      Objects.requireNonNull(witness);
    }

    @Override
    public <R> R fold(
        Function<? super Holds, ? extends R> holds,
        Function<? super Fails, ? extends R> fails,
        Function<? super Undecided, ? extends R> undecided) {
      return fails.apply(this);
    }
  }

  /**
   * Not decided: too large, or with atoms that have no answer.
   *
   * @param reason why, a phrase
   */
  record Undecided(String reason) implements Decision {
    public Undecided {
      Objects.requireNonNull(reason);
    }

    @Override
    public <R> R fold(
        Function<? super Holds, ? extends R> holds,
        Function<? super Fails, ? extends R> fails,
        Function<? super Undecided, ? extends R> undecided) {
      return undecided.apply(this);
    }
  }
}
