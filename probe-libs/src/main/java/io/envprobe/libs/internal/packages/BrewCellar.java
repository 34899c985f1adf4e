package io.envprobe.libs.internal.packages;

import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.List;

/**
 * Homebrew's packages: each version has a directory of its own, so a path tells its owner.
 *
 * <p>Source: https://docs.brew.sh/Formula-Cookbook#homebrew-terminology
 */
final class BrewCellar implements PackageDatabase {
  private static final String MANAGER = "brew";

  private static final String[] ROOTS = {
    "/opt/homebrew/Cellar", "/usr/local/Cellar", "/home/linuxbrew/.linuxbrew/Cellar"
  };

  @Override
  public void read(Host host, PackageInventory inventory) {
    for (String root : ROOTS) {
      if (!(host.list(root) instanceof Outcome.Answer<List<String>> formulas)) {
        continue;
      }
      inventory.database(MANAGER, root);
      for (String formula : formulas.value()) {
        if (host.list(root + "/" + formula) instanceof Outcome.Answer<List<String>> versions) {
          for (String version : versions.value()) {
            inventory.add(new InstalledPackage(MANAGER, formula, version, ""));
          }
        }
      }
      for (String path : inventory.wanted()) {
        String[] parts = below(root, path).split("/", 3);
        if (parts.length == 3) {
          inventory.own(path, new InstalledPackage(MANAGER, parts[0], parts[1], ""));
        }
      }
    }
  }

  private static String below(String root, String path) {
    return path.startsWith(root + "/") ? path.substring(root.length() + 1) : "";
  }
}
