package io.envprobe.marker;

import java.util.List;
import java.util.Optional;

/** Prints syntax trees. */
final class MarkerPrinter {
  private final StringBuilder text = new StringBuilder();
  private final boolean escape;
  private boolean expressible = true;

  private MarkerPrinter(boolean escape) {
    this.escape = escape;
  }

  /** A text that parses back to the same tree, with escapes where they are needed. */
  static String print(Marker marker) {
    MarkerPrinter printer = new MarkerPrinter(true);
    printer.node(marker, true);
    return printer.text.toString();
  }

  static Optional<String> standard(Marker marker) {
    MarkerPrinter printer = new MarkerPrinter(false);
    printer.node(marker, true);
    return printer.expressible ? Optional.of(printer.text.toString()) : Optional.empty();
  }

  private void node(Marker marker, boolean outermost) {
    if (marker instanceof Marker.Atom atom) {
      operand(atom.left());
      text.append(' ').append(atom.operator().symbol()).append(' ');
      operand(atom.right());
    } else if (marker instanceof Marker.All all) {
      join(all.operands(), " and ");
    } else if (marker instanceof Marker.Any any) {
      join(any.operands(), " or ");
    } else if (marker instanceof Marker.Group group) {
      Marker inner = group.inner();
      while (inner instanceof Marker.Group nested) {
        inner = nested.inner();
      }
      boolean parentheses = !outermost && !(inner instanceof Marker.Atom);
      text.append(parentheses ? "(" : "");
      node(inner, !parentheses && outermost);
      text.append(parentheses ? ")" : "");
    }
  }

  private void join(List<Marker> operands, String word) {
    for (int i = 0; i < operands.size(); i++) {
      text.append(i == 0 ? "" : word);
      node(operands.get(i), false);
    }
  }

  private void operand(Operand operand) {
    if (operand instanceof Operand.Variable variable) {
      text.append(variable.name().name());
    } else if (operand instanceof Operand.Literal literal) {
      String value = literal.value();
      boolean doubleQuote = value.indexOf('"') >= 0;
      char quote = doubleQuote && value.indexOf('\'') < 0 ? '\'' : '"';
      expressible &= !doubleQuote || quote == '\'';
      text.append(quote);
      for (int i = 0; i < value.length(); i++) {
        character(value.charAt(i), quote);
      }
      text.append(quote);
    }
  }

  private void character(char c, char quote) {
    boolean unprintable = Character.isISOControl(c) || Character.isSurrogate(c);
    if (!escape || (c != quote && c != '\\' && !unprintable)) {
      text.append(c);
    } else if (c == '\\') {
      text.append("\\\\");
    } else {
      String hex = Integer.toHexString(c);
      text.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
    }
  }
}
