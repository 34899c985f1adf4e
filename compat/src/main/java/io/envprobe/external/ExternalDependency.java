package io.envprobe.external;

import io.envprobe.marker.CompiledMarker;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.MarkerDemand;
import io.envprobe.requirement.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a project needs and no index of its language has.
 *
 * @param kind what the name is
 * @param name {@code generic/openssl} for a {@code dep:} URL, without the scheme; the name of a
 *     {@code .pc} file, library, header or program otherwise
 * @param constraint versions as written, for example {@code >=3.7.1,<4}; empty for any
 * @param phase when it is needed
 * @param group the extra or dependency group that it belongs to; empty for what is always needed
 * @param marker where it is needed
 * @param written as it stands in the source
 * @param span where that is
 */
public record ExternalDependency(
    Kind kind,
    String name,
    String constraint,
    Phase phase,
    String group,
    Optional<CompiledMarker> marker,
    String written,
    Span span) {
  /** What the name of a dependency is. */
  public enum Kind {
    /** A {@code dep:} URL of PEP 725. */
    DEP("dep:"),
    /** A {@code .pc} file. */
    PKGCONFIG("pkgconfig:"),
    /** A name that the dynamic loader looks up; not the same everywhere. */
    LIBRARY("lib:"),
    /** A header; not in the same place everywhere. */
    HEADER("header:"),
    /** A program on {@code PATH}. */
    PROGRAM("program:"),
    /** A name in words of the author, as {@code Requires-External} has it. */
    NAME("");

    private final String scheme;

    Kind(String scheme) {
      this.scheme = scheme;
    }

    /** What stands before the name. */
    public String scheme() {
      return scheme;
    }

    /** Whether the name means the same on every system. */
    public boolean isPortable() {
      return this != LIBRARY && this != HEADER;
    }
  }

  public ExternalDependency {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(name);
    Objects.requireNonNull(constraint);
    Objects.requireNonNull(phase);
    Objects.requireNonNull(group);
    Objects.requireNonNull(marker);
    Objects.requireNonNull(written);
    Objects.requireNonNull(span);
  }

  /** Its kind and name in one word. */
  public String id() {
    return kind.scheme() + name;
  }

  /** True where it is there, or its marker does not hold. */
  public Condition condition() {
    Condition there = Condition.of(new ExternalDemand(this), span);
    if (marker.isEmpty()) {
      return there;
    }
    Condition here = MarkerDemand.condition(marker.get(), span);
    return Condition.any(List.of(Condition.not(here, span), there), span);
  }
}
