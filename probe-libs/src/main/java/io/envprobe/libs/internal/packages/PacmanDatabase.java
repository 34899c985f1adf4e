package io.envprobe.libs.internal.packages;

import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.List;

/**
 * Arch's packages: a directory each, with its files.
 *
 * <p>Source: https://man.archlinux.org/man/alpm-db-files.5
 */
final class PacmanDatabase implements PackageDatabase {
  private static final String MANAGER = "pacman";
  private static final String ROOT = "/var/lib/pacman/local";

  @Override
  public void read(Host host, PackageInventory inventory) {
    if (!(host.list(ROOT) instanceof Outcome.Answer<List<String>> packages)) {
      return;
    }
    inventory.database(MANAGER, ROOT);
    for (String directory : packages.value()) {
      // The version is the last two parts: libfoo-1.2.3-1.
      int release = directory.lastIndexOf('-');
      int version = release < 0 ? -1 : directory.lastIndexOf('-', release - 1);
      if (version <= 0) {
        continue;
      }
      InstalledPackage owner =
          new InstalledPackage(
              MANAGER, directory.substring(0, version), directory.substring(version + 1), "");
      inventory.add(owner);
      String files = inventory.text(host, MANAGER, ROOT + "/" + directory + "/files");
      for (String path : files.split("\n", -1)) {
        inventory.own("/" + path, owner);
      }
    }
  }
}
