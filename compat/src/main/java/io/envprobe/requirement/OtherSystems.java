package io.envprobe.requirement;

import io.envprobe.binaries.loader.WindowsLoader;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.RuntimeFacts;
import io.envprobe.fact.UnknownCause;
import io.envprobe.libs.SystemLibrary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The libraries of macOS and Windows, as far as their names and facts tell. */
final class OtherSystems {
  private OtherSystems() {}

  /** Whether a machine has a library; empty where the name is of another kind. */
  static Optional<Libraries.Found> find(String name, Profile profile) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".dll") || lower.endsWith(".pyd")) {
      return Optional.of(windows(name, lower, profile));
    }
    if (lower.endsWith(".dylib") || name.contains(".framework/")) {
      return Optional.of(isOfSystem(name) ? new Libraries.Here(name, Optional.empty()) : unknown());
    }
    return Optional.empty();
  }

  /** Whether every macOS, or every Windows, has a library of that name. */
  static boolean isOfSystem(String name) {
    return name.startsWith("/usr/lib/")
        || name.startsWith("/System/")
        || WindowsLoader.isApiSet(name)
        || SystemLibrary.isKnown(name);
  }

  private static Libraries.Found windows(String name, String lower, Profile profile) {
    if (isOfSystem(name)) {
      return new Libraries.Here(name, Optional.empty());
    }
    Reading<List<FactRecord>> runtimes = profile.reading(RuntimeFacts.WINDOWS_RUNTIMES);
    for (FactRecord runtime : runtimes.asOptional().orElse(List.of())) {
      if (runtime.text("name").equals(Optional.of(lower))) {
        return new Libraries.Here(runtime.text("path").orElse(name), Optional.empty());
      }
    }
    return unknown();
  }

  private static Libraries.Found unknown() {
    return new Libraries.NotKnown(UnknownCause.NOT_PROBED, "what libraries it has is not known");
  }
}
