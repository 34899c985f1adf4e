package io.envprobe.marker;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.version.Pep440Version;
import io.envprobe.version.Specifier;
import io.envprobe.version.SyntaxException;
import io.envprobe.version.Version;
import io.envprobe.version.VersionSchemes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an environment knows of one name, and why. Immutable to its users and thread-safe: what is
 * parsed from the text is kept, and parsing it twice gives the same.
 */
public final class MarkerValue {
  private final Reading<?> reading;
  private final Origin origin;
  private final List<Evidence> evidence;
  private final @Nullable String text;
  private final @Nullable Set<String> set;

  private @Nullable Memo<Pep440Version> pep440;
  private @Nullable Memo<Pep440Version> release;
  private @Nullable Memo<Version> lenient;
  private final @Nullable SpecifierMemo[] specifiers = new SpecifierMemo[MarkerOperator.COUNT];

  private MarkerValue(
      Reading<?> reading,
      Origin origin,
      List<Evidence> evidence,
      @Nullable String text,
      @Nullable Set<String> set) {
    this.reading = reading;
    this.origin = origin;
    this.evidence = List.copyOf(evidence);
    this.text = text;
    this.set = set;
  }

  /** A text. */
  static MarkerValue text(String value, Origin origin, List<Evidence> evidence) {
    return new MarkerValue(Reading.present(value), origin, evidence, value, null);
  }

  /** A set of texts. */
  static MarkerValue set(List<String> values, Origin origin, List<Evidence> evidence) {
    return new MarkerValue(
        Reading.present(List.copyOf(values)), origin, evidence, null, new LinkedHashSet<>(values));
  }

  /** Absent or unknown. */
  static MarkerValue without(Reading<?> reading, Origin origin, List<Evidence> evidence) {
    return new MarkerValue(reading, origin, evidence, null, null);
  }

  /** The value, a {@link String} or a list of strings; or that there is none, or why not known. */
  public Reading<?> reading() {
    return reading;
  }

  /** Where the value comes from. */
  public Origin origin() {
    return origin;
  }

  /** What the value was drawn from. */
  public List<Evidence> evidence() {
    return evidence;
  }

  @Nullable String text() {
    return text;
  }

  @Nullable Set<String> set() {
    return set;
  }

  boolean isUnknown() {
    return text == null && set == null && reading.isUnknown();
  }

  boolean isAbsent() {
    return text == null && set == null && reading.isAbsent();
  }

  /** The text as a PEP 440 version; null where it is none. */
  @Nullable Pep440Version pep440() {
    Memo<Pep440Version> memo = pep440;
    if (memo == null) {
      memo = new Memo<>(text == null ? null : Pep440Version.tryParse(text).orElse(null));
      pep440 = memo;
    }
    return memo.value;
  }

  /** The release segment of the version that the text is; null where it is none. */
  @Nullable Pep440Version release() {
    Memo<Pep440Version> memo = release;
    if (memo == null) {
      Pep440Version version = pep440();
      memo = new Memo<>(version == null ? null : Pep440Version.parse(version.base()));
      release = memo;
    }
    return memo.value;
  }

  /** The text as a lenient version; null where it is none. */
  @Nullable Version lenient() {
    Memo<Version> memo = lenient;
    if (memo == null) {
      memo = new Memo<>(text == null ? null : VersionSchemes.LENIENT.tryParse(text).orElse(null));
      lenient = memo;
    }
    return memo.value;
  }

  /** The operator before this text as a specifier; null where that is none. */
  @Nullable Specifier specifier(MarkerOperator operator) {
    if (text == null || operator.isMembership()) {
      return null;
    }
    SpecifierMemo memo = specifiers[operator.index()];
    if (memo == null) {
      Specifier parsed;
      try {
        parsed = Specifier.parse(operator.symbol().concat(text));
      } catch (SyntaxException e) {
        parsed = null;
      }
      memo = new SpecifierMemo(parsed);
      specifiers[operator.index()] = memo;
    }
    return memo.value;
  }

  /** What was worked out once; its field is final, so that other threads may see it at any time. */
  private static final class Memo<T> {
    final @Nullable T value;

    Memo(@Nullable T value) {
      this.value = value;
    }
  }

  /** Of a specifier, because arrays have no type parameters. */
  private static final class SpecifierMemo {
    final @Nullable Specifier value;

    SpecifierMemo(@Nullable Specifier value) {
      this.value = value;
    }
  }
}
