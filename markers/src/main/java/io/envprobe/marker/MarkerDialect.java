package io.envprobe.marker;

import io.envprobe.target.TargetOrder;
import io.envprobe.target.Targets;
import java.util.Objects;
import java.util.Set;

/**
 * How an expression is read: the mode, whether the extended names exist, and the order of CPU
 * targets that {@code cpu_microarchitecture} is compared in.
 */
public record MarkerDialect(MarkerMode mode, boolean extendedNames, TargetOrder targets) {
  /** The shipped order; its table is read when a target is asked for, and not before. */
  private static final TargetOrder SHIPPED =
      new TargetOrder() {
        @Override
        public boolean contains(String name) {
          return Targets.order().contains(name);
        }

        @Override
        public boolean isAtLeast(String target, String other) {
          return Targets.order().isAtLeast(target, other);
        }

        @Override
        public Set<String> names() {
          return Targets.order().names();
        }
      };

  /** The specification with the extended names. */
  public static final MarkerDialect PYPA = new MarkerDialect(MarkerMode.PYPA, true, SHIPPED);

  /** The specification alone, for metadata that will be published. */
  public static final MarkerDialect STRICT = new MarkerDialect(MarkerMode.PYPA, false, SHIPPED);

  /** The answers of packaging 26.3. */
  public static final MarkerDialect PACKAGING =
      new MarkerDialect(MarkerMode.PACKAGING, false, SHIPPED);

  /** The answers of uv. */
  public static final MarkerDialect UV = new MarkerDialect(MarkerMode.UV, false, SHIPPED);

  public MarkerDialect {
    Objects.requireNonNull(mode);
    Objects.requireNonNull(targets);
  }

  /** This dialect with another order of CPU targets than the shipped one. */
  public MarkerDialect withTargets(TargetOrder order) {
    return new MarkerDialect(mode, extendedNames, order);
  }

  boolean knows(MarkerName name) {
    return extendedNames || !name.isExtended();
  }
}
