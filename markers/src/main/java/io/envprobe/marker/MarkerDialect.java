package io.envprobe.marker;

import io.envprobe.target.TargetOrder;
import java.util.Objects;
import java.util.Set;

/**
 * How an expression is read: the mode, whether the extended names exist, and the order of CPU
 * targets that {@code cpu_microarchitecture} is compared in.
 */
public record MarkerDialect(MarkerMode mode, boolean extendedNames, TargetOrder targets) {
  private static final TargetOrder NO_TARGETS =
      new TargetOrder() {
        @Override
        public boolean contains(String name) {
          return false;
        }

        @Override
        public boolean isAtLeast(String target, String other) {
          return false;
        }

        @Override
        public Set<String> names() {
          return Set.of();
        }
      };

  /** The specification with the extended names. */
  public static final MarkerDialect PYPA = new MarkerDialect(MarkerMode.PYPA, true, NO_TARGETS);

  /** The specification alone, for metadata that will be published. */
  public static final MarkerDialect STRICT = new MarkerDialect(MarkerMode.PYPA, false, NO_TARGETS);

  /** The answers of packaging 26.3. */
  public static final MarkerDialect PACKAGING =
      new MarkerDialect(MarkerMode.PACKAGING, false, NO_TARGETS);

  /** The answers of uv. */
  public static final MarkerDialect UV = new MarkerDialect(MarkerMode.UV, false, NO_TARGETS);

  public MarkerDialect {
    Objects.requireNonNull(mode);
    Objects.requireNonNull(targets);
  }

  /** This dialect with an order of CPU targets. */
  public MarkerDialect withTargets(TargetOrder order) {
    return new MarkerDialect(mode, extendedNames, order);
  }

  boolean knows(MarkerName name) {
    return extendedNames || !name.isExtended();
  }
}
