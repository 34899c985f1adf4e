package io.envprobe.marker;

import io.envprobe.version.Pep440Version;
import io.envprobe.version.Specifier;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles atoms to what packaging 26.3 answers: a right side that is a name stands for its own
 * spelling, a right side that is a text is looked up where the left is a text as well, and a
 * version comparison with a value that is no version is false whatever the operator.
 */
final class PackagingAtoms {
  private PackagingAtoms() {}

  static Condition compile(String source, Marker.Atom atom) {
    if (atom.left() instanceof Operand.Variable variable) {
      String constant =
          atom.right() instanceof Operand.Variable right
              ? right.name().name()
              : ((Operand.Literal) atom.right()).value();
      return new Lookup(source, atom, variable.name(), constant, false);
    }
    String constant = ((Operand.Literal) atom.left()).value();
    if (atom.right() instanceof Operand.Variable variable) {
      return new Lookup(source, atom, variable.name(), constant, true);
    }
    String key = ((Operand.Literal) atom.right()).value();
    MarkerName name = MarkerNames.find(key);
    return name == null || name.isExtended() || !name.name().equals(key)
        ? new NoSuchName(source, atom, key)
        : new Lookup(source, atom, name, constant, true);
  }

  /** Two texts, the right one of which is not a name. */
  static final class NoSuchName extends AtomCondition {
    private final String key;

    NoSuchName(String source, Marker.Atom atom, String key) {
      super(source, atom);
      this.key = key;
    }

    @Override
    Truth evaluate(MarkerEnvironment environment) {
      throw undefinedName("\"" + key + "\"");
    }
  }

  /** One name and one text. */
  static final class Lookup extends AtomCondition {
    private final MarkerName name;
    private final String constant;
    private final boolean reversed;
    private final boolean versioned;
    private final @Nullable Specifier specifier;
    private final @Nullable Pep440Version candidate;

    Lookup(String source, Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
      super(source, atom);
      this.name = name;
      this.constant = constant;
      this.reversed = reversed;
      this.versioned =
          !atom.operator().isMembership()
              && (name.type() == MarkerType.VERSION || name.name().equals("platform_release"));
      this.specifier =
          versioned && !reversed ? StandardAtoms.specifier(atom.operator(), constant) : null;
      this.candidate = versioned && reversed ? Pep440Version.tryParse(constant).orElse(null) : null;
    }

    @Override
    Truth evaluate(MarkerEnvironment environment) {
      MarkerValue value = environment.find(name);
      if (value == null) {
        throw undefinedName(name.name());
      }
      if (value.isUnknown()) {
        return Truth.UNKNOWN;
      }
      if (name.type() == MarkerType.SET) {
        return Truth.of(inSet(value.set()));
      }
      String text = value.text();
      String known = text == null ? "" : text;
      if (versioned) {
        Specifier judge = reversed ? value.specifier(atom.operator()) : specifier;
        if (judge != null) {
          return Truth.of(satisfies(judge, value, known));
        }
      }
      return Truth.of(reversed ? compare(constant, known) : compare(known, constant));
    }

    private boolean satisfies(Specifier judge, MarkerValue value, String known) {
      if (judge.isArbitrary()) {
        return TextRules.identical(judge.version(), reversed ? constant : known);
      }
      Pep440Version version = reversed ? candidate : value.pep440();
      return version != null && judge.range().contains(version);
    }

    private boolean compare(String left, String right) {
      if (!TextRules.isDefined(atom.operator())) {
        throw undefinedComparison(
            atom.operator().symbol() + " is not defined between these texts", "");
      }
      return TextRules.test(atom.operator(), left, right);
    }

    private boolean inSet(@Nullable Set<String> set) {
      MarkerOperator operator = atom.operator();
      if (!reversed) {
        throw undefinedComparison(name + " is a set and can only stand right of in or not in", "");
      }
      boolean contained = set != null && set.contains(constant);
      return switch (operator) {
        case IN -> contained;
        case NOT_IN -> !contained;
        case NOT_EQUAL -> true;
        case EQUAL, AT_MOST, AT_LEAST, LESS, GREATER -> false;
        case COMPATIBLE, IDENTICAL ->
            throw undefinedComparison(operator.symbol() + " is not defined for a set", "");
      };
    }
  }
}
