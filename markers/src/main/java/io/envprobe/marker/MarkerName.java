package io.envprobe.marker;

import io.envprobe.fact.FactKey;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A name that may stand in an expression. Immutable; equal when the names are. */
public final class MarkerName {
  private final String name;
  private final MarkerType type;
  private final boolean extended;
  private final @Nullable FactKey<?> fact;
  private final String meaning;
  final int slot;

  MarkerName(
      String name,
      MarkerType type,
      boolean extended,
      @Nullable FactKey<?> fact,
      String meaning,
      int slot) {
    this.name = name;
    this.type = type;
    this.extended = extended;
    this.fact = fact;
    this.meaning = meaning;
    this.slot = slot;
  }

  /** The name in its current spelling. */
  public String name() {
    return name;
  }

  /** The type of its values. */
  public MarkerType type() {
    return type;
  }

  /** Whether it is one of ours and not of the standard. */
  public boolean isExtended() {
    return extended;
  }

  /** The fact that its value comes from; nothing where it comes from the request. */
  public Optional<FactKey<?>> fact() {
    return Optional.ofNullable(fact);
  }

  /** All facts that must be looked for to know its value. */
  public Set<FactKey<?>> facts() {
    Set<FactKey<?>> facts = new LinkedHashSet<>();
    ProfileValues.addFacts(this, facts);
    return facts;
  }

  /** The version scheme of its values; empty where they are no versions. */
  public String scheme() {
    return switch (type) {
      case VERSION, VERSION_OR_TEXT -> "pep440";
      case LENIENT_VERSION -> "lenient";
      default -> "";
    };
  }

  /** What it says, in one phrase. */
  public String meaning() {
    return meaning;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MarkerName that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
