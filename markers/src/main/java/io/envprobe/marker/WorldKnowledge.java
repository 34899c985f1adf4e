package io.envprobe.marker;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Expressions that hold on every real machine, from a table. */
final class WorldKnowledge {
  private WorldKnowledge() {}

  /** Those that mention only names of the given expressions, and at least two of them. */
  static List<Marker> about(List<Marker> markers, MarkerDialect dialect) {
    Set<MarkerName> names = new HashSet<>();
    for (Marker marker : markers) {
      names.addAll(CompiledMarker.of("", marker, dialect).names());
    }
    List<Marker> rules = new ArrayList<>();
    Table table = WorldKnowledgeTable.read();
    for (Table row : table.tables("rules")) {
      boolean known = true;
      for (String name : row.texts("names")) {
        MarkerName mentioned = MarkerNames.find(name);
        known &= mentioned != null && dialect.knows(mentioned) && names.contains(mentioned);
      }
      if (known) {
        rules.add(new MarkerParser(row.text("always"), 0, dialect).parse());
      }
    }
    return rules;
  }
}
