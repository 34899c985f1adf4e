package io.envprobe.tag.nfd;

import io.envprobe.version.BoundedPattern;
import io.envprobe.version.SyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A {@code matchExpression}: what must hold of the value of one key.
 *
 * @param operator as NFD writes it; empty for anything at all
 * @param values what it is compared with
 * @param type {@code version} where values are versions; empty for integers and texts
 */
public record NfdExpression(String operator, List<String> values, String type) {
  private enum Operand {
    NONE,
    SOME,
    ONE,
    TWO
  }

  private static final Map<String, Operand> OPERATORS =
      Map.ofEntries(
          Map.entry("", Operand.NONE),
          Map.entry("Exists", Operand.NONE),
          Map.entry("DoesNotExist", Operand.NONE),
          Map.entry("IsTrue", Operand.NONE),
          Map.entry("IsFalse", Operand.NONE),
          Map.entry("In", Operand.SOME),
          Map.entry("NotIn", Operand.SOME),
          Map.entry("InRegexp", Operand.SOME),
          Map.entry("Gt", Operand.ONE),
          Map.entry("Ge", Operand.ONE),
          Map.entry("Lt", Operand.ONE),
          Map.entry("Le", Operand.ONE),
          Map.entry("GtLt", Operand.TWO),
          Map.entry("GeLe", Operand.TWO));

  public NfdExpression {
    Objects.requireNonNull(operator);
    values = List.copyOf(values);
    Objects.requireNonNull(type);
  }

  /** Why NFD refuses the expression whatever it meets, as a phrase; nothing where it may hold. */
  public Optional<String> problem() {
    Operand operand = OPERATORS.get(operator);
    if (operand == null) {
      return Optional.of("there is no operator '" + operator + "'");
    }
    try {
      require(operand);
      return Optional.empty();
    } catch (NfdRuleException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** What NFD finds under a key. */
  public sealed interface Found {
    /** The key is not there. */
    record Missing() implements Found {}

    /** The key is there and has no value: a flag. */
    record Flag() implements Found {}

    /** The key has a value. */
    record Value(String text) implements Found {}
  }

  /**
   * Whether it holds. A missing key meets {@code DoesNotExist} and the empty operator alone, not
   * {@code NotIn}; a flag meets {@code Exists} and the empty operator alone.
   *
   * @throws NfdRuleException where NFD refuses the expression; like NFD, one with a comparison is
   *     only looked at closely when there is a value to compare
   */
  public boolean test(Found found) throws NfdRuleException {
    Operand operand = OPERATORS.get(operator);
    if (operand == null) {
      throw new NfdRuleException("there is no operator '" + operator + "'");
    }
    switch (operator) {
      case "" -> {
        require(Operand.NONE);
        return true;
      }
      case "Exists" -> {
        require(Operand.NONE);
        return !(found instanceof Found.Missing);
      }
      case "DoesNotExist" -> {
        require(Operand.NONE);
        return found instanceof Found.Missing;
      }
      default -> {
        if (!(found instanceof Found.Value value)) {
          return false;
        }
        require(operand);
        return compare(value.text());
      }
    }
  }

  private void require(Operand operand) throws NfdRuleException {
    boolean fits =
        switch (operand) {
          case NONE -> values.isEmpty();
          case SOME -> !values.isEmpty();
          case ONE -> values.size() == 1;
          case TWO -> values.size() == 2;
        };
    if (!fits) {
      String needed =
          switch (operand) {
            case NONE -> "no values";
            case SOME -> "at least one value";
            case ONE -> "exactly one value";
            case TWO -> "exactly two values";
          };
      throw new NfdRuleException(
          "operator '" + operator + "' takes " + needed + ", and has " + values);
    }
  }

  private boolean compare(String text) throws NfdRuleException {
    return switch (operator) {
      case "In" -> values.contains(text);
      case "NotIn" -> !values.contains(text);
      case "InRegexp" -> matchesOne(text);
      case "IsTrue" -> text.equals("true");
      case "IsFalse" -> text.equals("false");
      default -> type.equals("version") ? compareVersions(text) : compareNumbers(text);
    };
  }

  private boolean matchesOne(String text) throws NfdRuleException {
    boolean found = false;
    for (String value : values) {
      try {
        found |= BoundedPattern.parse(value).isIn(text);
      } catch (SyntaxException e) {
        throw new NfdRuleException("'" + value + "': " + e.reason());
      }
    }
    return found;
  }

  private boolean compareNumbers(String text) throws NfdRuleException {
    long value = number(text);
    long[] bounds = new long[values.size()];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = number(values.get(i));
    }
    if (bounds.length == 2 && bounds[0] >= bounds[1]) {
      throw new NfdRuleException(
          "the first value of '" + operator + "' must be less than the second, not " + values);
    }
    int first = Long.compare(value, bounds[0]);
    return within(first, bounds.length == 2 ? Long.compare(value, bounds[1]) : 0);
  }

  private static long number(String text) throws NfdRuleException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new NfdRuleException("'" + text + "' is no integer");
    }
  }

  private boolean compareVersions(String text) throws NfdRuleException {
    NfdVersion value = version(text);
    int first = value.compareTo(version(values.get(0)));
    return within(first, values.size() == 2 ? value.compareTo(version(values.get(1))) : 0);
  }

  private static NfdVersion version(String text) throws NfdRuleException {
    Optional<NfdVersion> version = NfdVersion.parse(text);
    if (version.isEmpty()) {
      throw new NfdRuleException("'" + text + "' is no version of one to three numbers");
    }
    return version.get();
  }

  private boolean within(int first, int second) {
    return switch (operator) {
      case "Gt" -> first > 0;
      case "Ge" -> first >= 0;
      case "Lt" -> first < 0;
      case "Le" -> first <= 0;
      case "GtLt" -> first > 0 && second < 0;
      default -> first >= 0 && second <= 0;
    };
  }
}
