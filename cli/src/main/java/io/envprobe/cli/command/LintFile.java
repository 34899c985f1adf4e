package io.envprobe.cli.command;

import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.PlacedFinding;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.LocatedText;
import io.envprobe.marker.MarkerDialect;
import io.envprobe.marker.MarkerFinding;
import io.envprobe.marker.MarkerLint;
import io.envprobe.marker.PackageName;
import io.envprobe.marker.RequirementLine;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks one file of expressions or requirement lines. */
final class LintFile {
  private final String file;
  private final Invocation call;
  private final MarkerLint lint;
  private final MarkerDialect dialect;

  LintFile(String file, Invocation call, MarkerLint lint) {
    this.file = file;
    this.call = call;
    this.lint = lint;
    this.dialect = Expressions.dialect(call.arguments());
  }

  /** In the order of the file. */
  List<PlacedFinding> findings() throws CommandException {
    List<LocatedText> texts = Expressions.read(file, call.inputs());
    List<PlacedFinding> found = new ArrayList<>();
    for (LocatedText text : texts) {
      List<MarkerFinding> own =
          text.kind() == LocatedText.Kind.MARKER
              ? lint.expression(text.text())
              : lint.requirement(text.text());
      own.forEach(finding -> found.add(PlacedFinding.of(finding, text, file)));
    }
    if (call.arguments().has("--alternatives")) {
      for (Group group : groups(texts)) {
        for (MarkerFinding finding : lint.compare(group.markers, group.names)) {
          found.add(PlacedFinding.of(finding, group.texts.get(finding.expression()), file));
        }
      }
    }
    found.sort(
        Comparator.comparingInt(PlacedFinding::line).thenComparingInt(PlacedFinding::column));
    return found;
  }

  /** Texts that are alternatives of each other. */
  private static final class Group {
    final List<LocatedText> texts = new ArrayList<>();
    final List<CompiledMarker> markers = new ArrayList<>();
    final List<String> names = new ArrayList<>();

    /** Only where every one of them has a marker that parses can they be compared. */
    boolean comparable = true;

    void add(LocatedText text, Optional<CompiledMarker> marker) {
      texts.add(text);
      names.add("line " + text.line(0));
      marker.ifPresent(markers::add);
      comparable &= marker.isPresent();
    }
  }

  private List<Group> groups(List<LocatedText> texts) {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (LocatedText text : texts) {
      if (text.kind() == LocatedText.Kind.MARKER) {
        add(groups, "", text, expression(text.text()));
      } else {
        requirement(text.text())
            .ifPresent(
                line -> add(groups, PackageName.normalize(line.name()), text, line.marker()));
      }
    }
    List<Group> comparable = new ArrayList<>();
    for (Group group : groups.values()) {
      if (group.comparable) {
        comparable.add(group);
      }
    }
    return comparable;
  }

  private static void add(
      Map<String, Group> groups, String key, LocatedText text, Optional<CompiledMarker> marker) {
    groups.computeIfAbsent(key, name -> new Group()).add(text, marker);
  }

  private Optional<CompiledMarker> expression(String text) {
    try {
      return Optional.of(CompiledMarker.parse(text, dialect));
    } catch (SyntaxException e) {
      return Optional.empty(); // Its finding says so.
    }
  }

  private Optional<RequirementLine> requirement(String text) {
    try {
      return Optional.of(RequirementLine.parse(text, dialect));
    } catch (SyntaxException e) {
      return Optional.empty(); // Its finding says so.
    }
  }
}
