package io.envprobe.marker;

import org.jspecify.annotations.Nullable;

/** One compiled atom. */
abstract class AtomCondition extends Condition {
  final String source;
  final Marker.Atom atom;

  AtomCondition(String source, Marker.Atom atom) {
    this.source = source;
    this.atom = atom;
  }

  MarkerEvaluationException undefinedComparison(String reason, String hint) {
    return new MarkerEvaluationException(
        MarkerEvaluationException.Kind.UNDEFINED_COMPARISON, source, atom, reason, hint);
  }

  MarkerEvaluationException undefinedName(String name) {
    return new MarkerEvaluationException(
        MarkerEvaluationException.Kind.UNDEFINED_NAME,
        source,
        atom,
        "the environment does not define " + name,
        "");
  }

  /** An atom that is an error whatever the environment. */
  static final class Undefined extends AtomCondition {
    private final String reason;
    private final String hint;

    Undefined(String source, Marker.Atom atom, String reason, String hint) {
      super(source, atom);
      this.reason = reason;
      this.hint = hint;
    }

    MarkerEvaluationException error() {
      return undefinedComparison(reason, hint);
    }

    @Override
    Truth evaluate(MarkerEnvironment environment) {
      throw error();
    }
  }

  /** An atom about one name; names that are not defined or not known give UNKNOWN. */
  abstract static class OnName extends AtomCondition {
    final MarkerName name;

    OnName(String source, Marker.Atom atom, MarkerName name) {
      super(source, atom);
      this.name = name;
    }

    @Override
    final Truth evaluate(MarkerEnvironment environment) {
      MarkerValue value = environment.find(name);
      return value == null || value.isUnknown() ? Truth.UNKNOWN : test(value);
    }

    /** The answer for a value that is present or absent. */
    abstract Truth test(MarkerValue value);
  }

  /** {@code NAME == ""} and {@code NAME != ""}: whether there is a value. */
  static final class Presence extends OnName {
    private final boolean wanted;

    Presence(String source, Marker.Atom atom, MarkerName name, boolean wanted) {
      super(source, atom, name);
      this.wanted = wanted;
    }

    @Override
    Truth test(MarkerValue value) {
      @Nullable String text = value.text();
      boolean present = !value.isAbsent() && (text == null || !text.isEmpty());
      return Truth.of(present == wanted);
    }
  }
}
