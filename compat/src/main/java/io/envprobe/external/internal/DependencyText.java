package io.envprobe.external.internal;

import io.envprobe.external.ExternalDependency;
import io.envprobe.external.ExternalDependency.Kind;
import io.envprobe.external.Phase;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.MarkerDialect;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import io.envprobe.version.SyntaxException;
import io.envprobe.version.VersionSchemes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the text of one dependency: a {@code dep:} URL with a version and a marker as PEP 725 has
 * it, or {@code pkgconfig:NAME >= V}, {@code lib:NAME}, {@code header:NAME}, {@code program:NAME}.
 *
 * @see <a href="https://peps.python.org/pep-0725/#depurl">PEP 725</a>
 */
final class DependencyText {
  private static final String EXTRA = "extra";

  private final String text;
  private final Span span;
  private final String whole;
  private final List<Finding> findings;

  /**
   * One text.
   *
   * @param span where it stands; of its length where offsets in it are offsets in the source
   * @param whole the source, so that an error can show its line
   * @param findings where warnings go
   */
  DependencyText(String text, Span span, String whole, List<Finding> findings) {
    this.text = text;
    this.span = span;
    this.whole = whole;
    this.findings = findings;
  }

  /** Whether a text begins as one of these. */
  static boolean isLike(String text) {
    for (Kind kind : Kind.values()) {
      if (!kind.scheme().isEmpty() && text.startsWith(kind.scheme())) {
        return true;
      }
    }
    return text.startsWith("pkg:") || text.startsWith("virtual:");
  }

  ExternalDependency parse(Phase phase, String group) throws RequirementException {
    for (Kind kind : Kind.values()) {
      if (kind != Kind.DEP && !kind.scheme().isEmpty() && text.startsWith(kind.scheme())) {
        return parseNamed(kind, phase, group);
      }
    }
    Split split = split(group);
    return url(split.bare(), phase, split.group(), split.marker());
  }

  /** A text that is a name of that kind, with or without its scheme. */
  ExternalDependency parseNamed(Kind kind, Phase phase, String group) throws RequirementException {
    Split split = split(group);
    int start = text.startsWith(kind.scheme()) ? kind.scheme().length() : 0;
    return named(kind, split.bare(), start, phase, split.group(), split.marker());
  }

  /** A text without its marker. */
  private record Split(String bare, String group, Optional<CompiledMarker> marker) {}

  private Split split(String group) throws RequirementException {
    int semicolon = text.indexOf(';');
    if (semicolon < 0) {
      return new Split(text, group, Optional.empty());
    }
    String bare = text.substring(0, semicolon);
    String rest = text.substring(semicolon + 1);
    Optional<String> extra = extra(rest);
    return extra.isPresent() && group.isEmpty()
        ? new Split(bare, extra.get(), Optional.empty())
        : new Split(bare, group, Optional.of(marker(rest, semicolon + 1)));
  }

  private CompiledMarker marker(String marker, int start) throws RequirementException {
    try {
      return CompiledMarker.parse(marker.strip(), MarkerDialect.PYPA);
    } catch (SyntaxException e) {
      int lead = marker.length() - marker.stripLeading().length();
      throw error(start + lead + e.offset(), e.length(), e.reason(), e.hint());
    }
  }

  /** The extra of a marker that is nothing but {@code extra == 'NAME'}. */
  private static Optional<String> extra(String marker) {
    String plain = marker.strip();
    if (!plain.startsWith(EXTRA)) {
      return Optional.empty();
    }
    String rest = plain.substring(EXTRA.length()).strip();
    String value = rest.startsWith("==") ? rest.substring(2).strip() : "";
    boolean quoted =
        value.length() > 2
            && (value.charAt(0) == '\'' || value.charAt(0) == '"')
            && value.indexOf(value.charAt(0), 1) == value.length() - 1;
    return quoted ? Optional.of(value.substring(1, value.length() - 1)) : Optional.empty();
  }

  private ExternalDependency named(
      Kind kind, String bare, int start, Phase phase, String group, Optional<CompiledMarker> marker)
      throws RequirementException {
    int end = start;
    while (end < bare.length() && "<>=! ,(".indexOf(bare.charAt(end)) < 0) {
      end++;
    }
    String name = bare.substring(start, end).strip();
    check(name, start);
    return dependency(kind, name, bare.substring(end), end, phase, group, marker);
  }

  private ExternalDependency url(
      String bare, Phase phase, String group, Optional<CompiledMarker> marker)
      throws RequirementException {
    int start = scheme(bare);
    String path = bare.substring(start);
    String type = "";
    if (bare.startsWith("virtual:")) {
      type = "virtual/";
    } else if (path.startsWith("abstract/")) {
      warn("the type abstract is called virtual now", "dep:virtual/" + path.substring(9));
      type = "virtual/";
      start += "abstract/".length();
    }
    int end = start;
    while (end < bare.length() && "@?#".indexOf(bare.charAt(end)) < 0) {
      end++;
    }
    String name = type + bare.substring(start, end).strip();
    int slash = name.indexOf('/');
    if (slash <= 0 || slash == name.length() - 1) {
      throw error(
          start,
          Math.max(1, end - start),
          "a dependency has a type and a name",
          "dep:generic/NAME, or dep:virtual/compiler/c");
    }
    check(name, start);
    String version = "";
    int from = end;
    if (end < bare.length() && bare.charAt(end) == '@') {
      from = end + 1;
      int stop = from;
      while (stop < bare.length() && "?#".indexOf(bare.charAt(stop)) < 0) {
        stop++;
      }
      version = bare.substring(from, stop);
      if (version.isBlank()) {
        throw error(end, 1, "there is no version after the sign @", "@>=1.2");
      }
    }
    String canonical = name.startsWith("virtual/") ? name.toLowerCase(Locale.ROOT) : name;
    return dependency(Kind.DEP, canonical, version, from, phase, group, marker);
  }

  private int scheme(String bare) throws RequirementException {
    if (bare.startsWith(Kind.DEP.scheme())) {
      return Kind.DEP.scheme().length();
    }
    if (bare.startsWith("pkg:")) {
      warn("the scheme pkg: of earlier drafts is called dep: now", "dep:" + bare.substring(4));
      return "pkg:".length();
    }
    if (bare.startsWith("virtual:")) {
      String name = bare.substring(8);
      warn("virtual: of earlier drafts is a type now", "dep:virtual/" + name);
      return "virtual:".length();
    }
    throw error(
        0, Math.max(1, bare.length()), "an external dependency is a dep: URL", "dep:generic/NAME");
  }

  private void check(String name, int start) throws RequirementException {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c == 0x7f || "<>\"'`{}|\\^".indexOf(c) >= 0) {
        throw error(start + i, 1, "this character is in no name", "");
      }
    }
    if (name.isEmpty()) {
      throw error(start, 1, "there is no name", "");
    }
  }

  private ExternalDependency dependency(
      Kind kind,
      String name,
      String constraint,
      int start,
      Phase phase,
      String group,
      Optional<CompiledMarker> marker)
      throws RequirementException {
    String plain = constraint.strip();
    if (plain.startsWith("(") && plain.endsWith(")")) {
      plain = plain.substring(1, plain.length() - 1).strip();
    }
    if (!plain.isEmpty()) {
      boolean operator = "<>=!~".indexOf(plain.charAt(0)) >= 0;
      plain = operator ? plain : "==" + plain;
      try {
        VersionSchemes.LENIENT.constraint(plain);
      } catch (SyntaxException e) {
        throw error(start, Math.max(1, constraint.length()), e.reason(), ">=1.2,<2");
      }
    }
    return new ExternalDependency(kind, name, plain, phase, group, marker, text, span);
  }

  private void warn(String what, String instead) {
    findings.add(
        new Finding(
            "ext.old-spelling",
            Severity.WARNING,
            "In " + text + " " + what + ".",
            text,
            List.of(),
            "write " + instead));
  }

  private RequirementException error(int offset, int length, String reason, String hint) {
    boolean exact = span.length() == text.length();
    Span place = exact ? span.at(span.offset() + offset, length) : span;
    return RequirementException.in(whole, place, reason, hint);
  }
}
