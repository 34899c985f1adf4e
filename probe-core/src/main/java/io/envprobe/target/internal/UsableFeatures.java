package io.envprobe.target.internal;

import io.envprobe.fact.Reading;
import java.util.Set;
import java.util.TreeSet;

/** What a program may use: what the sources list, less what the system does not enable. */
final class UsableFeatures {
  private static final String TILES = "amx_";

  private UsableFeatures() {}

  /** The usable features; unknown where no source lists any. */
  static Reading<Set<String>> of(CpuSources sources) {
    Set<String> features = new TreeSet<>();
    boolean known = false;
    Observation main = sources.main();
    if (main != null && main.features().isPresent() && !hasNarrowView(sources, main)) {
      features.addAll(main.features().get());
      known = true;
    }
    AuxiliaryVector vector = sources.vector();
    if (vector != null && !sources.isX86()) {
      Set<String> named = HardwareCapabilities.features(sources.architecture(), vector);
      features.addAll(named);
      known |= !named.isEmpty();
    }
    if (sources.architecture().equals("aarch64")) {
      known |= WindowsFeatures.add(features, sources);
    }
    if (features.contains("amx_tile") && TilePermission.of(sources).isRefused()) {
      removeTiles(features);
    }
    return known
        ? Reading.present(features)
        : Reading.unknown(sources.whyUnknown().cause(), sources.whyUnknown().detail());
  }

  private static void removeTiles(Set<String> features) {
    for (String feature : Set.copyOf(features)) {
      if (feature.startsWith(TILES)) {
        features.remove(feature);
      }
    }
  }

  /** A 64-bit kernel lists 32-bit names for a process with a 32-bit personality. */
  private static boolean hasNarrowView(CpuSources sources, Observation main) {
    return sources.architecture().equals("aarch64") && main.architecture().equals("arm");
  }
}
