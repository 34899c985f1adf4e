package io.envprobe.marker;

import java.util.List;

/** A compiled expression. Evaluation allocates nothing, and looks at every atom: errors win. */
abstract class Condition {

  abstract Truth evaluate(MarkerEnvironment environment);

  /** True where all parts are. */
  static final class AllOf extends Condition {
    final Condition[] parts;

    AllOf(List<Condition> parts) {
      this.parts = parts.toArray(new Condition[0]);
    }

    @Override
    Truth evaluate(MarkerEnvironment environment) {
      Truth result = Truth.TRUE;
      for (Condition part : parts) {
        result = result.and(part.evaluate(environment));
      }
      return result;
    }
  }

  /** True where one part is. */
  static final class AnyOf extends Condition {
    final Condition[] parts;

    AnyOf(List<Condition> parts) {
      this.parts = parts.toArray(new Condition[0]);
    }

    @Override
    Truth evaluate(MarkerEnvironment environment) {
      Truth result = Truth.FALSE;
      for (Condition part : parts) {
        result = result.or(part.evaluate(environment));
      }
      return result;
    }
  }

  /** An expression of which nothing is left after its meaningless atoms were dropped. */
  static final class Always extends Condition {
    @Override
    Truth evaluate(MarkerEnvironment environment) {
      return Truth.TRUE;
    }
  }
}
