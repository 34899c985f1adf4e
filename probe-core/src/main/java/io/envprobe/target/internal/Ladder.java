package io.envprobe.target.internal;

import io.envprobe.fact.FactRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The levels of an architecture, lowest first, each with what is missing for it. */
public final class Ladder {
  private Ladder() {}

  /** What is missing for each level; no level for an architecture without them. */
  public static Map<String, List<String>> missing(String architecture, Set<String> features) {
    Map<String, List<String>> missing = new LinkedHashMap<>();
    if (architecture.equals("x86_64")) {
      PsabiLevels levels = PsabiLevels.read();
      for (int level = 1; level <= levels.highest(); level++) {
        // A machine that runs 64-bit programs has the baseline, whatever its list omits.
        missing.put(
            level == 1 ? "x86_64" : "x86_64_v" + level,
            level == 1 ? List.of() : levels.missing(level, withBaseline(levels, features)));
      }
    } else if (architecture.equals("aarch64")) {
      Optional<String> version = Optional.of("8.0");
      while (version.isPresent()) {
        missing.put(
            "armv" + version.get() + "-a",
            new ArrayList<>(ArmLevels.missing(version.get(), features)));
        version = ArmLevels.next(version.get());
      }
    } else if (architecture.equals("riscv64")) {
      for (FactRecord profile : RiscvProfiles.of(features, "")) {
        missing.put(profile.text("profile").orElse(""), profile.texts("missing"));
      }
    }
    return missing;
  }

  private static Set<String> withBaseline(PsabiLevels levels, Set<String> features) {
    Set<String> all = new java.util.TreeSet<>(features);
    all.addAll(levels.added(1));
    return all;
  }
}
