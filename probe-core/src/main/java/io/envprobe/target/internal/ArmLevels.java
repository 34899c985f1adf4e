package io.envprobe.target.internal;

import io.envprobe.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The versions of the Arm architecture by the features that each one makes mandatory. */
final class ArmLevels {
  private ArmLevels() {}

  /** The highest version whose features are all there; 9.x before the 8.x that it extends. */
  static Optional<String> strict(Set<String> features) {
    Optional<String> best = Optional.empty();
    for (Map.Entry<String, Set<String>> version : requirements().entrySet()) {
      if (features.containsAll(version.getValue())) {
        best = Optional.of(version.getKey());
      }
    }
    return best;
  }

  /** What keeps features from a version; empty for a version that is not in the table. */
  static Set<String> missing(String version, Set<String> features) {
    Set<String> missing = new TreeSet<>(requirements().getOrDefault(version, Set.of()));
    missing.removeAll(features);
    return missing;
  }

  /** The version after this one, in the order of the table. */
  static Optional<String> next(String version) {
    List<String> versions = List.copyOf(requirements().keySet());
    int at = versions.indexOf(version);
    return at >= 0 && at + 1 < versions.size()
        ? Optional.of(versions.get(at + 1))
        : Optional.empty();
  }

  private static Map<String, Set<String>> requirements() {
    Map<String, Set<String>> all = new java.util.LinkedHashMap<>();
    Map<String, Set<String>> known = new HashMap<>();
    Table table = ArmLevelsTable.read();
    for (Table row : table.tables("versions")) {
      Set<String> features = new TreeSet<>(known.getOrDefault(row.textOr("base", ""), Set.of()));
      features.addAll(row.texts("features"));
      known.put(row.text("version"), features);
      all.put(row.text("version"), features);
    }
    return all;
  }
}
