package io.envprobe.libs.internal.packages;

import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.HostPath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * conda's packages: one JSON text each in {@code conda-meta}, of the active environment and of
 * every environment that a wanted file is in.
 *
 * <p>Source: https://docs.conda.io/projects/conda/en/latest/dev-guide/specs/ (conda-meta)
 */
final class CondaEnvironments implements PackageDatabase {
  private static final String MANAGER = "conda";
  private static final String META = "conda-meta";

  @Override
  public void read(Host host, PackageInventory inventory) {
    Set<String> prefixes = new LinkedHashSet<>();
    if (host.variable("CONDA_PREFIX") instanceof Outcome.Answer<String> active
        && HostPath.isAbsolute(active.value())) {
      prefixes.add(active.value());
    }
    for (String path : inventory.wanted()) {
      int lib = path.indexOf("/lib/");
      if (lib > 0 && !path.startsWith("/usr/lib/")) {
        prefixes.add(path.substring(0, lib));
      }
    }
    for (String prefix : prefixes) {
      String meta = HostPath.in(prefix, META);
      if (host.list(meta) instanceof Outcome.Answer<List<String>> files) {
        inventory.database(MANAGER, meta);
        for (String file : files.value()) {
          if (file.endsWith(".json")) {
            read(host, prefix, file, inventory);
          }
        }
      }
    }
  }

  private static void read(Host host, String prefix, String file, PackageInventory inventory) {
    int build = file.lastIndexOf('-');
    int version = build < 0 ? -1 : file.lastIndexOf('-', build - 1);
    if (version <= 0) {
      return;
    }
    InstalledPackage owner =
        new InstalledPackage(
            MANAGER, file.substring(0, version), file.substring(version + 1, build), "");
    inventory.add(owner);
    // A file's name is a string of the text wherever it stands; nothing else looks like a path.
    String text = inventory.text(host, MANAGER, HostPath.in(prefix, META + "/" + file));
    for (int open = text.indexOf('"'); open >= 0; ) {
      int close = text.indexOf('"', open + 1);
      if (close < 0) {
        break;
      }
      if (text.startsWith("lib/", open + 1)) {
        inventory.own(HostPath.in(prefix, text.substring(open + 1, close)), owner);
      }
      open = text.indexOf('"', close + 1);
    }
  }
}
