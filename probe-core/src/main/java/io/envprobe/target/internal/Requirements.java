package io.envprobe.target.internal;

import io.envprobe.fact.FactRecord;
import io.envprobe.table.Table;
import io.envprobe.target.Target;
import io.envprobe.target.Targets;
import java.util.Set;
import java.util.TreeSet;

/** What code for a target may use, for the levels of an architecture as for processors. */
public final class Requirements {
  private Requirements() {}

  /** The features, sorted; none where the table tells targets apart by design only. */
  public static Set<String> of(String name) {
    Target target = Targets.shipped().find(name).orElse(null);
    Set<String> required = new TreeSet<>();
    if (target == null) {
      return required;
    }
    required.addAll(target.features());
    if (name.startsWith("x86_64_v")) {
      PsabiLevels levels = PsabiLevels.read();
      int level = name.charAt(name.length() - 1) - '0';
      for (int i = 2; i <= Math.min(level, levels.highest()); i++) {
        required.addAll(levels.added(i));
      }
    } else if (name.startsWith("armv")) {
      required.addAll(
          ArmLevels.missing(name.substring("armv".length(), name.length() - 1), Set.of()));
    }
    return required;
  }

  /** The cause of a feature that not even the silicon has. */
  public static FactRecord notInSilicon() {
    Table row = HiddenFeatures.remedy("silicon").orElseThrow();
    return FactRecord.builder()
        .put("reason", row.text("text"))
        .put("remedy", row.text("remedy"))
        .build();
  }

  /** How many letters must change to make one name the other; at most {@code limit}. */
  public static int distance(String one, String other, int limit) {
    if (Math.abs(one.length() - other.length()) >= limit) {
      return limit;
    }
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return Math.min(limit, row[other.length()]);
  }
}
