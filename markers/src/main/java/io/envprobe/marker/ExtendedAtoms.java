package io.envprobe.marker;

import io.envprobe.target.TargetOrder;
import io.envprobe.version.SyntaxException;
import io.envprobe.version.VersionConstraint;
import io.envprobe.version.VersionSchemes;

/** Compiles atoms about sets and about the extended names. */
final class ExtendedAtoms {
  private ExtendedAtoms() {}

  static Condition compile(
      String source,
      Marker.Atom atom,
      MarkerName name,
      String constant,
      boolean reversed,
      TargetOrder targets) {
    MarkerOperator operator = atom.operator();
    boolean equality = operator == MarkerOperator.EQUAL || operator == MarkerOperator.NOT_EQUAL;
    if (constant.isEmpty() && equality && name.fact().isPresent()) {
      return new AtomCondition.Presence(source, atom, name, operator == MarkerOperator.NOT_EQUAL);
    }
    return switch (name.type()) {
      case SET -> set(source, atom, name, constant, reversed);
      case LENIENT_VERSION -> lenient(source, atom, name, constant, reversed);
      case LEVEL, INTEGER -> number(source, atom, name, constant, reversed);
      case TARGET -> target(source, atom, name, constant, reversed, targets);
      case USER -> user(source, atom, name, constant, reversed);
      default ->
          operator.isOrder()
              ? undefined(source, atom, name, "texts have no order", "use ==, != or in")
              : StandardAtoms.text(source, atom, name, constant, reversed);
    };
  }

  private static Condition undefined(
      String source, Marker.Atom atom, MarkerName name, String problem, String hint) {
    String reason = name + " is a " + name.type().label() + ": " + problem;
    return new AtomCondition.Undefined(source, atom, reason, hint);
  }

  private static Condition set(
      String source, Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
    if (reversed && atom.operator().isMembership()) {
      String item = MarkerEnvironment.canonicalItem(name, constant);
      return new ExtendedConditions.SetTest(
          source, atom, name, item, atom.operator() == MarkerOperator.IN);
    }
    if (name.fact().isEmpty()) {
      // The specification: any other comparison with a set of the standard should be false.
      return new ExtendedConditions.Never(source, atom, name);
    }
    return undefined(
        source,
        atom,
        name,
        "it can only stand right of in or not in",
        "write \"" + constant + "\" in " + name);
  }

  private static Condition lenient(
      String source, Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
    MarkerOperator operator = reversed ? atom.operator().mirrored() : atom.operator();
    if (operator.isMembership() || operator == MarkerOperator.IDENTICAL) {
      String problem = operator.symbol() + " compares texts";
      return undefined(source, atom, name, problem, "use ==, !=, <, <=, > or >=");
    }
    if (reversed && operator == MarkerOperator.COMPATIBLE) {
      return undefined(source, atom, name, "~= needs the name on its left", "");
    }
    try {
      VersionConstraint constraint =
          VersionSchemes.LENIENT.constraint(operator.symbol().concat(constant));
      return new ExtendedConditions.LenientTest(source, atom, name, constraint);
    } catch (SyntaxException e) {
      String problem = "\"" + constant + "\" is no version: " + e.reason();
      return undefined(source, atom, name, problem, "write a version such as \"12.4\"");
    }
  }

  private static Condition number(
      String source, Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
    MarkerOperator operator = reversed ? atom.operator().mirrored() : atom.operator();
    if (operator.isMembership()
        || operator == MarkerOperator.IDENTICAL
        || operator == MarkerOperator.COMPATIBLE) {
      String problem = operator.symbol() + " does not compare numbers";
      return undefined(source, atom, name, problem, "use ==, !=, <, <=, > or >=");
    }
    long number = number(name, constant);
    if (number < 0) {
      boolean level = name.type() == MarkerType.LEVEL;
      String hint = level ? "write \"1\", \"2\", \"3\" or \"4\"" : "write a number such as \"2\"";
      return undefined(source, atom, name, "\"" + constant + "\" is none", hint);
    }
    return new ExtendedConditions.NumberTest(source, atom, name, operator, number);
  }

  /** The number that a constant or value means: {@code 3}, {@code v3}, {@code x86-64-v3}; or -1. */
  static long number(MarkerName name, String text) {
    String digits = text.strip();
    if (name.type() == MarkerType.LEVEL) {
      int mark = digits.lastIndexOf('v');
      String prefix = mark < 0 ? "" : digits.substring(0, mark);
      if (mark >= 0
          && !prefix.isEmpty()
          && !prefix.equals("x86-64-")
          && !prefix.equals("x86_64-")
          && !prefix.equals("x86_64_")) {
        return -1;
      }
      digits = digits.substring(mark + 1);
    }
    if (digits.isEmpty() || digits.length() > 18) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  private static Condition target(
      String source,
      Marker.Atom atom,
      MarkerName name,
      String constant,
      boolean reversed,
      TargetOrder targets) {
    MarkerOperator operator = reversed ? atom.operator().mirrored() : atom.operator();
    boolean equality = operator == MarkerOperator.EQUAL || operator == MarkerOperator.NOT_EQUAL;
    if (!equality && !operator.isOrder()) {
      String problem = operator.symbol() + " does not compare targets";
      return undefined(source, atom, name, problem, "use ==, !=, <, <=, > or >=");
    }
    if (!targets.contains(constant) && !targets.names().isEmpty()) {
      String hint =
          ParserHints.closest(constant, targets.names())
              .map(close -> "did you mean \"" + close + "\"?")
              .orElse("");
      return undefined(source, atom, name, "\"" + constant + "\" is not a known target", hint);
    }
    return new ExtendedConditions.TargetTest(source, atom, name, operator, constant, targets);
  }

  private static Condition user(
      String source, Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
    MarkerOperator operator = atom.operator();
    if (operator.isOrder() || !TextRules.isDefined(operator)) {
      String problem = operator.symbol() + " means nothing for it";
      return undefined(source, atom, name, problem, "use ==, !=, in or not in");
    }
    boolean equality = !operator.isMembership();
    if (constant.isEmpty() && equality) {
      return new AtomCondition.Presence(source, atom, name, operator == MarkerOperator.NOT_EQUAL);
    }
    return new ExtendedConditions.UserTest(source, atom, name, constant, reversed);
  }

  /** One space around each {@code ::}, none elsewhere at the ends of the parts. */
  static String canonicalProperty(String property) {
    if (property.indexOf("::") < 0) {
      return property.strip();
    }
    StringBuilder canonical = new StringBuilder(property.length() + 4);
    int from = 0;
    while (true) {
      int mark = property.indexOf("::", from);
      canonical.append(property.substring(from, mark < 0 ? property.length() : mark).strip());
      if (mark < 0) {
        return canonical.toString();
      }
      canonical.append(" :: ");
      from = mark + 2;
    }
  }
}
