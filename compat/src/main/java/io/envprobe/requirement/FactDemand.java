package io.envprobe.requirement;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactType;
import io.envprobe.fact.Reading;
import io.envprobe.marker.Truth;
import io.envprobe.version.Version;
import io.envprobe.version.VersionScheme;
import io.envprobe.version.VersionSchemes;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A fact compared with a value. With an absent fact only {@link Operator#ABSENT} is true, and
 * {@link Operator#NOT_CONTAINS}; versions compare in the scheme of the fact, and one that does not
 * parse satisfies nothing.
 *
 * @param value what it is compared with; not looked at by {@link Operator#PRESENT} and {@link
 *     Operator#ABSENT}
 */
public record FactDemand(FactKey<?> key, Operator operator, String value) implements Demand {
  /** Comparisons. */
  public enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    /** A set, a list or a text has it. */
    CONTAINS("contains"),
    NOT_CONTAINS("does not contain"),
    PRESENT("is present"),
    ABSENT("is absent");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** As it is written. */
    public String symbol() {
      return symbol;
    }

    private boolean accepts(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case GREATER -> order > 0;
        case AT_LEAST -> order >= 0;
        default -> false;
      };
    }
  }

  public FactDemand {
    Objects.requireNonNull(key);
    Objects.requireNonNull(operator);
    Objects.requireNonNull(value);
  }

  @Override
  public String text() {
    return operator == Operator.PRESENT || operator == Operator.ABSENT
        ? key + " " + operator.symbol()
        : key + " " + operator.symbol() + " " + value;
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(key);
  }

  @Override
  public Truth test(Platform platform) {
    Reading<?> reading = platform.profile().fact(key).reading();
    if (reading.isUnknown()) {
      return Truth.UNKNOWN;
    }
    if (!(reading instanceof Reading.Present<?> present)) {
      return Truth.of(operator == Operator.ABSENT || operator == Operator.NOT_CONTAINS);
    }
    return Truth.of(
        switch (operator) {
          case PRESENT -> true;
          case ABSENT -> false;
          case CONTAINS -> contains(present.value());
          case NOT_CONTAINS -> !contains(present.value());
          default -> compares(present.value());
        });
  }

  private boolean contains(Object has) {
    return has instanceof List<?> items ? items.contains(value) : has.toString().contains(value);
  }

  private boolean compares(Object has) {
    if (key.type() == (Object) FactType.VERSION) {
      VersionScheme scheme = VersionSchemes.named(key.scheme()).orElse(VersionSchemes.LENIENT);
      Optional<Version> left = scheme.tryParse(has.toString());
      Optional<Version> right = scheme.tryParse(value);
      return left.isPresent()
          && right.isPresent()
          && operator.accepts(left.get().compareTo(right.get()));
    }
    if (has instanceof Long number) {
      Optional<Long> other = integer(value);
      return other.isPresent() && operator.accepts(number.compareTo(other.get()));
    }
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    return equality && operator.accepts(has.toString().equals(value) ? 0 : 1);
  }

  private static Optional<Long> integer(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public Answer explain(Platform platform) {
    Truth truth = test(platform);
    Reading<?> reading = platform.profile().fact(key).reading();
    String reason =
        reading.fold(
            present -> key + " is " + Remedies.shown(present.value()),
            absent -> key + " is absent",
            unknown ->
                key
                    + " is not known: "
                    + (unknown.detail().isEmpty()
                        ? unknown.cause().name().toLowerCase(Locale.ROOT)
                        : unknown.detail()));
    String remedy =
        switch (truth) {
          case TRUE -> "";
          case FALSE -> "a machine where " + text();
          case UNKNOWN -> Answer.supply(facts());
        };
    return Answer.of(truth, reason, platform, facts(), remedy);
  }
}
