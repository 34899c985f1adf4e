package io.envprobe.marker;

import io.envprobe.version.Pep440Version;
import io.envprobe.version.Specifier;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles atoms to what uv answers: only release segments count, and an atom that means nothing to
 * uv is dropped with a warning.
 */
final class UvAtoms {
  private UvAtoms() {}

  /** The condition, or null where uv drops the atom. */
  static @Nullable Condition compile(
      String source, Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
    MarkerOperator operator = reversed ? atom.operator().mirrored() : atom.operator();
    return switch (name.type()) {
      case VERSION -> version(source, atom, name, operator, constant, reversed);
      case SET ->
          reversed && operator.isMembership()
              ? new ExtendedConditions.SetTest(
                  source, atom, name, constant, operator == MarkerOperator.IN)
              : null;
      case EXTRA ->
          operator == MarkerOperator.EQUAL || operator == MarkerOperator.NOT_EQUAL
              ? new StandardAtoms.TextTest(source, atom, name, constant, reversed)
              : null;
      case VERSION_OR_TEXT -> ordered(source, atom, name, constant, reversed);
      default ->
          TextRules.isDefined(operator)
              ? new StandardAtoms.TextTest(source, atom, name, constant, reversed)
              : null;
    };
  }

  private static @Nullable Condition ordered(
      String source, Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
    if (!TextRules.isDefined(atom.operator())) {
      return null;
    }
    return atom.operator().isMembership()
        ? new StandardAtoms.TextTest(source, atom, name, constant, reversed)
        : new TextOrder(source, atom, name, constant, reversed);
  }

  private static @Nullable Condition version(
      String source,
      Marker.Atom atom,
      MarkerName name,
      MarkerOperator operator,
      String constant,
      boolean reversed) {
    if (reversed && (operator.isMembership() || operator == MarkerOperator.COMPATIBLE)) {
      return null;
    }
    List<Specifier> specifiers = new ArrayList<>();
    boolean membership = operator.isMembership();
    String symbol = membership ? "==" : operator.symbol();
    for (String item :
        membership ? constant.strip().split("[ \t]+", -1) : new String[] {constant}) {
      Specifier specifier = releaseOnly(symbol, item);
      if (specifier == null) {
        return null;
      }
      specifiers.add(specifier);
    }
    return new ReleaseTest(source, atom, name, specifiers, operator != MarkerOperator.NOT_IN);
  }

  private static @Nullable Specifier releaseOnly(String symbol, String constant) {
    try {
      boolean wildcard = constant.strip().endsWith(".*");
      Specifier exact = Specifier.parse(symbol.concat(constant));
      String version = exact.version();
      Pep440Version parsed =
          Pep440Version.parse(wildcard ? version.substring(0, version.length() - 2) : version);
      return Specifier.parse(symbol + parsed.base() + (wildcard ? ".*" : ""));
    } catch (SyntaxException e) {
      return null;
    }
  }

  /** Release segments against any of some specifiers. */
  static final class ReleaseTest extends AtomCondition.OnName {
    private final List<Specifier> specifiers;
    private final boolean wanted;

    ReleaseTest(
        String source,
        Marker.Atom atom,
        MarkerName name,
        List<Specifier> specifiers,
        boolean wanted) {
      super(source, atom, name);
      this.specifiers = List.copyOf(specifiers);
      this.wanted = wanted;
    }

    @Override
    Truth test(MarkerValue value) {
      Pep440Version release = value.release();
      if (release == null) {
        return Truth.FALSE;
      }
      boolean found = false;
      for (int i = 0; i < specifiers.size(); i++) {
        found |= specifiers.get(i).range().contains(release);
      }
      return Truth.of(found == wanted);
    }
  }

  /** Texts in the order of their code units. */
  static final class TextOrder extends AtomCondition.OnName {
    private final String constant;
    private final boolean reversed;

    TextOrder(String source, Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
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
      int order = reversed ? constant.compareTo(text) : text.compareTo(constant);
      return Truth.of(atom.operator().accepts(order));
    }
  }
}
