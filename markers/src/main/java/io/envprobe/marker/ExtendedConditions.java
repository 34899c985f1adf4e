package io.envprobe.marker;

import io.envprobe.target.TargetOrder;
import io.envprobe.version.Version;
import io.envprobe.version.VersionConstraint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The compiled comparisons of sets and of the extended names. */
final class ExtendedConditions {
  private ExtendedConditions() {}

  /** Membership; an absent set is empty. */
  static final class SetTest extends AtomCondition.OnName {
    private final String item;
    private final boolean wanted;

    SetTest(String source, Marker.Atom atom, MarkerName name, String item, boolean wanted) {
      super(source, atom, name);
      this.item = item;
      this.wanted = wanted;
    }

    @Override
    Truth test(MarkerValue value) {
      Set<String> set = value.set();
      return Truth.of((set != null && set.contains(item)) == wanted);
    }
  }

  /** A comparison that is false whatever the value. */
  static final class Never extends AtomCondition.OnName {
    Never(String source, Marker.Atom atom, MarkerName name) {
      super(source, atom, name);
    }

    @Override
    Truth test(MarkerValue value) {
      return Truth.FALSE;
    }
  }

  /** A lenient version against a constraint. */
  static final class LenientTest extends AtomCondition.OnName {
    private final VersionConstraint constraint;

    LenientTest(String source, Marker.Atom atom, MarkerName name, VersionConstraint constraint) {
      super(source, atom, name);
      this.constraint = constraint;
    }

    @Override
    Truth test(MarkerValue value) {
      Version version = value.lenient();
      return Truth.of(version != null && constraint.contains(version));
    }
  }

  /** Integers and levels. */
  static final class NumberTest extends AtomCondition.OnName {
    private final MarkerOperator operator;
    private final long constant;

    NumberTest(
        String source, Marker.Atom atom, MarkerName name, MarkerOperator operator, long constant) {
      super(source, atom, name);
      this.operator = operator;
      this.constant = constant;
    }

    @Override
    Truth test(MarkerValue value) {
      String text = value.text();
      long number = text == null ? -1 : ExtendedAtoms.number(name, text);
      return Truth.of(number >= 0 && operator.accepts(Long.compare(number, constant)));
    }
  }

  /** Targets in their partial order; one that the order does not have leaves it open. */
  static final class TargetTest extends AtomCondition.OnName {
    private final MarkerOperator operator;
    private final String constant;
    private final TargetOrder targets;

    TargetTest(
        String source,
        Marker.Atom atom,
        MarkerName name,
        MarkerOperator operator,
        String constant,
        TargetOrder targets) {
      super(source, atom, name);
      this.operator = operator;
      this.constant = constant;
      this.targets = targets;
    }

    @Override
    Truth test(MarkerValue value) {
      String target = value.text();
      if (target == null) {
        return Truth.FALSE;
      }
      boolean equal = target.equals(constant);
      if (operator.isOrder()
          && !equal
          && !(targets.contains(target) && targets.contains(constant))) {
        return Truth.UNKNOWN;
      }
      return Truth.of(
          switch (operator) {
            case EQUAL -> equal;
            case NOT_EQUAL -> !equal;
            case AT_LEAST -> equal || targets.isAtLeast(target, constant);
            case GREATER -> !equal && targets.isAtLeast(target, constant);
            case AT_MOST -> equal || targets.isAtLeast(constant, target);
            default -> !equal && targets.isAtLeast(constant, target);
          });
    }
  }

  /** A text or a set, as the user has given it. */
  static final class UserTest extends AtomCondition.OnName {
    private final String constant;
    private final boolean reversed;

    UserTest(String source, Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
      super(source, atom, name);
      this.constant = constant;
      this.reversed = reversed;
    }

    @Override
    Truth test(MarkerValue value) {
      MarkerOperator operator = atom.operator();
      @Nullable Set<String> set = value.set();
      String text = value.text();
      if (set != null || (text == null && reversed && operator.isMembership())) {
        boolean contained = set != null && set.contains(constant);
        return Truth.of(
            reversed && operator.isMembership() && contained == (operator == MarkerOperator.IN));
      }
      if (text == null) {
        return Truth.FALSE;
      }
      return Truth.of(
          reversed
              ? TextRules.test(operator, constant, text)
              : TextRules.test(operator, text, constant));
    }
  }
}
