package io.envprobe.requirement;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactType;
import io.envprobe.fact.Reading;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.Explanation;
import io.envprobe.marker.Marker;
import io.envprobe.marker.MarkerDialect;
import io.envprobe.marker.MarkerEvaluationException;
import io.envprobe.marker.MarkerName;
import io.envprobe.marker.MarkerValue;
import io.envprobe.marker.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A comparison of the marker language. One that has no answer by the rules of its mode is unknown.
 *
 * @param marker one atom; {@link #condition} takes whole expressions apart
 */
public record MarkerDemand(CompiledMarker marker) implements Demand {
  public MarkerDemand {
    Objects.requireNonNull(marker);
  }

  /**
   * A whole expression as a tree of conditions.
   *
   * @param written where the text that was parsed stands
   */
  public static Condition condition(CompiledMarker marker, Span written) {
    return condition(marker.marker(), marker.dialect(), written);
  }

  private static Condition condition(Marker marker, MarkerDialect dialect, Span written) {
    if (marker instanceof Marker.Group group) {
      return condition(group.inner(), dialect, written);
    }
    if (marker instanceof Marker.Atom atom) {
      return Condition.of(
          new MarkerDemand(CompiledMarker.of(atom, dialect)),
          written.at(written.offset() + atom.offset(), atom.length()));
    }
    List<Condition> parts = new ArrayList<>();
    boolean all = marker instanceof Marker.All;
    List<Marker> operands =
        all ? ((Marker.All) marker).operands() : ((Marker.Any) marker).operands();
    for (Marker operand : operands) {
      parts.add(condition(operand, dialect, written));
    }
    int start = parts.get(0).span().offset();
    Span last = parts.get(parts.size() - 1).span();
    Span span = written.at(start, last.offset() + last.length() - start);
    return all ? Condition.all(parts, span) : Condition.any(parts, span);
  }

  @Override
  public String text() {
    return marker.text();
  }

  @Override
  public Set<FactKey<?>> facts() {
    return marker.facts();
  }

  @Override
  public Truth test(Platform platform) {
    try {
      return marker.evaluate(platform.markers());
    } catch (MarkerEvaluationException e) {
      return Truth.UNKNOWN;
    }
  }

  @Override
  public Answer explain(Platform platform) {
    Explanation explanation;
    try {
      explanation = marker.explain(platform.markers());
    } catch (MarkerEvaluationException e) {
      return new Answer(Truth.UNKNOWN, e.reason(), List.of(), List.of(), e.hint());
    }
    if (explanation.name().isEmpty() || explanation.value().isEmpty()) {
      return Answer.of(explanation.truth(), "compared as text", platform, facts(), "");
    }
    MarkerName name = explanation.name().get();
    MarkerValue value = explanation.value().get();
    String remedy =
        switch (explanation.truth()) {
          case TRUE -> "";
          case FALSE -> Remedies.of(marker, name, value);
          case UNKNOWN -> Answer.supply(missing(platform));
        };
    List<Fact<?>> facts = name.fact().isEmpty() ? List.of() : List.of(shown(platform, name, value));
    return new Answer(explanation.truth(), reason(name, value), facts, List.of(), remedy);
  }

  /** The fact where the platform has it, otherwise the value under the name of the marker. */
  private Fact<?> shown(Platform platform, MarkerName name, MarkerValue value) {
    Fact<?> fact = platform.profile().fact(name.fact().orElseThrow());
    if (value.reading() instanceof Reading.Present<?> present
        && fact.reading().isAbsent()
        && present.value() instanceof String text) {
      return new Fact<>(
          FactKey.foreign(name.name(), FactType.TEXT),
          Reading.present(text),
          value.origin(),
          value.evidence());
    }
    return fact;
  }

  private List<FactKey<?>> missing(Platform platform) {
    List<FactKey<?>> missing = new ArrayList<>();
    for (FactKey<?> key : facts()) {
      if (platform.profile().fact(key).reading().isUnknown()) {
        missing.add(key);
      }
    }
    return missing;
  }

  private static String reason(MarkerName name, MarkerValue value) {
    return value
        .reading()
        .fold(
            present -> name + " is " + Remedies.shown(present.value()),
            absent -> name + " is absent",
            unknown ->
                name
                    + " is not known: "
                    + (unknown.detail().isEmpty()
                        ? unknown.cause().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        : unknown.detail()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MarkerDemand that
        && that.marker.text().equals(marker.text())
        && that.marker.dialect().equals(marker.dialect());
  }

  @Override
  public int hashCode() {
    return marker.text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
