package io.envprobe.marker;

import io.envprobe.version.Pep440Version;
import io.envprobe.version.Specifier;
import io.envprobe.version.SyntaxException;
import org.jspecify.annotations.Nullable;

/** Compiles atoms about the standard names by the text of the specification. */
final class StandardAtoms {
  private StandardAtoms() {}

  static Condition compile(
      String source, Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
    return switch (name.type()) {
      case VERSION -> version(source, atom, name, constant, reversed);
      case VERSION_OR_TEXT -> versionOrText(source, atom, name, constant, reversed);
      default -> text(source, atom, name, constant, reversed);
    };
  }

  private static Condition version(
      String source, Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
    MarkerOperator operator = atom.operator();
    if (operator.isMembership()) {
      return new AtomCondition.Undefined(
          source,
          atom,
          name + " is a version, and " + operator.symbol() + " looks for a part of a text",
          "compare each version with ==, joined by or");
    }
    if (reversed) {
      Pep440Version candidate = Pep440Version.tryParse(constant).orElse(null);
      return candidate == null
          ? notAVersion(source, atom, name, constant)
          : new ReversedVersion(source, atom, name, constant, candidate);
    }
    Specifier specifier = specifier(operator, constant);
    return specifier == null
        ? notAVersion(source, atom, name, constant)
        : new VersionTest(source, atom, name, specifier);
  }

  private static Condition notAVersion(
      String source, Marker.Atom atom, MarkerName name, String constant) {
    return new AtomCondition.Undefined(
        source,
        atom,
        name + " is a version, and \"" + constant + "\" cannot be compared with one",
        "write a version such as \"3.12\"");
  }

  static @Nullable Specifier specifier(MarkerOperator operator, String constant) {
    try {
      return Specifier.parse(operator.symbol().concat(constant));
    } catch (SyntaxException e) {
      return null;
    }
  }

  private static Condition versionOrText(
      String source, Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
    MarkerOperator operator = atom.operator();
    if (!operator.isMembership()) {
      Specifier specifier = reversed ? null : specifier(operator, constant);
      Pep440Version candidate = reversed ? Pep440Version.tryParse(constant).orElse(null) : null;
      if (specifier != null || candidate != null) {
        return new VersionOrTextTest(source, atom, name, constant, specifier, candidate);
      }
    }
    return text(source, atom, name, constant, reversed);
  }

  static Condition text(
      String source, Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
    if (!TextRules.isDefined(atom.operator())) {
      return new AtomCondition.Undefined(
          source,
          atom,
          name + " is a text, and " + atom.operator().symbol() + " compares versions",
          "use ==");
    }
    return new TextTest(source, atom, name, constant, reversed);
  }

  /** A PEP 440 version against a specifier; a text that is no version satisfies nothing. */
  static final class VersionTest extends AtomCondition.OnName {
    private final Specifier specifier;

    VersionTest(String source, Marker.Atom atom, MarkerName name, Specifier specifier) {
      super(source, atom, name);
      this.specifier = specifier;
    }

    @Override
    Truth test(MarkerValue value) {
      if (specifier.isArbitrary()) {
        return Truth.of(TextRules.identical(value.text(), specifier.version()));
      }
      Pep440Version version = value.pep440();
      return Truth.of(version != null && specifier.range().contains(version));
    }
  }

  /** A constant against the specifier that the operator makes of the environment's value. */
  static final class ReversedVersion extends AtomCondition.OnName {
    private final String constant;
    private final Pep440Version candidate;

    ReversedVersion(
        String source,
        Marker.Atom atom,
        MarkerName name,
        String constant,
        Pep440Version candidate) {
      super(source, atom, name);
      this.constant = constant;
      this.candidate = candidate;
    }

    @Override
    Truth test(MarkerValue value) {
      return Truth.of(reversed(value, atom.operator(), constant, candidate));
    }
  }

  static boolean reversed(
      MarkerValue value, MarkerOperator operator, String constant, Pep440Version candidate) {
    Specifier specifier = value.specifier(operator);
    if (specifier == null) {
      return false;
    }
    return specifier.isArbitrary()
        ? TextRules.identical(specifier.version(), constant)
        : specifier.range().contains(candidate);
  }

  /** Versions where both sides are, otherwise texts. */
  static final class VersionOrTextTest extends AtomCondition.OnName {
    private final String constant;
    private final @Nullable Specifier specifier;
    private final @Nullable Pep440Version candidate;

    VersionOrTextTest(
        String source,
        Marker.Atom atom,
        MarkerName name,
        String constant,
        @Nullable Specifier specifier,
        @Nullable Pep440Version candidate) {
      super(source, atom, name);
      this.constant = constant;
      this.specifier = specifier;
      this.candidate = candidate;
    }

    @Override
    Truth test(MarkerValue value) {
      String text = value.text();
      if (text == null) {
        return Truth.FALSE;
      }
      Pep440Version version = value.pep440();
      if (version != null && specifier != null && !specifier.isArbitrary()) {
        return Truth.of(specifier.range().contains(version));
      }
      if (version != null && candidate != null) {
        return Truth.of(reversed(value, atom.operator(), constant, candidate));
      }
      return Truth.of(TextRules.test(atom.operator(), text, constant));
    }
  }

  /** Texts; an absent one satisfies nothing. */
  static final class TextTest extends AtomCondition.OnName {
    private final String constant;
    private final boolean reversed;

    TextTest(String source, Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
      super(source, atom, name);
      this.constant = constant;
      this.reversed = reversed;
    }

    @Override
    Truth test(MarkerValue value) {
      String text = value.text();
      if (text == null) {
        return Truth.FALSE;
      }
      return Truth.of(
          reversed
              ? TextRules.test(atom.operator(), constant, text)
              : TextRules.test(atom.operator(), text, constant));
    }
  }

  /** Two names, both texts or both versions. */
  static final class TwoNames extends AtomCondition {
    private final MarkerName left;
    private final MarkerName right;

    TwoNames(String source, Marker.Atom atom, MarkerName left, MarkerName right) {
      super(source, atom);
      this.left = left;
      this.right = right;
    }

    @Override
    Truth evaluate(MarkerEnvironment environment) {
      MarkerValue leftValue = environment.find(left);
      MarkerValue rightValue = environment.find(right);
      if (leftValue == null
          || rightValue == null
          || leftValue.isUnknown()
          || rightValue.isUnknown()) {
        return Truth.UNKNOWN;
      }
      String leftText = leftValue.text();
      String rightText = rightValue.text();
      if (leftText == null || rightText == null) {
        return Truth.FALSE;
      }
      Pep440Version version = left.type() == MarkerType.VERSION ? leftValue.pep440() : null;
      return Truth.of(
          version != null
              ? reversed(rightValue, atom.operator(), leftText, version)
              : TextRules.test(atom.operator(), leftText, rightText));
    }
  }
}
