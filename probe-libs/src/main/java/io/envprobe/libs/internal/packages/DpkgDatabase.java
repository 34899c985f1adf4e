package io.envprobe.libs.internal.packages;

import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Debian's packages: one stanza each in {@code status}, and a list of files each; images without a
 * shell keep both under {@code status.d}.
 *
 * <p>Source: https://manpages.debian.org/dpkg and
 * https://github.com/GoogleContainerTools/distroless.
 */
final class DpkgDatabase implements PackageDatabase {
  private static final String MANAGER = "dpkg";
  private static final String ROOT = "/var/lib/dpkg";
  private static final String LIST = ".list";
  private static final String SUMS = ".md5sums";

  @Override
  public void read(Host host, PackageInventory inventory) {
    Map<String, InstalledPackage> known = new HashMap<>();
    String status = inventory.text(host, MANAGER, ROOT + "/status");
    if (!status.isEmpty()) {
      inventory.database(MANAGER, ROOT + "/status");
      stanzas(status, known, inventory);
    }
    if (host.list(ROOT + "/info") instanceof Outcome.Answer<List<String>> files) {
      for (String file : files.value()) {
        InstalledPackage owner =
            file.endsWith(LIST) ? known.get(file.substring(0, file.length() - 5)) : null;
        if (owner != null) {
          for (String path :
              inventory.text(host, MANAGER, ROOT + "/info/" + file).split("\n", -1)) {
            inventory.own(path, owner);
          }
        }
      }
    }
    if (host.list(ROOT + "/status.d") instanceof Outcome.Answer<List<String>> files) {
      inventory.database(MANAGER, ROOT + "/status.d");
      for (String file : files.value()) {
        if (!file.endsWith(SUMS)) {
          minimal(host, ROOT + "/status.d/" + file, inventory);
        }
      }
    }
  }

  private static void minimal(Host host, String path, PackageInventory inventory) {
    Map<String, InstalledPackage> known = new HashMap<>();
    stanzas(inventory.text(host, MANAGER, path) + "\n", known, inventory);
    for (InstalledPackage owner : List.copyOf(Map.copyOf(known).values())) {
      for (String line : inventory.text(host, MANAGER, path + SUMS).split("\n", -1)) {
        int blank = line.indexOf("  ");
        if (blank > 0) {
          inventory.own("/" + line.substring(blank + 2), owner);
        }
      }
    }
  }

  /** Packages by name and by name:architecture, as the lists of files are called. */
  private static void stanzas(
      String text, Map<String, InstalledPackage> known, PackageInventory inventory) {
    String name = "";
    String version = "";
    String architecture = "";
    boolean installed = true;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("Package: ")) {
        name = line.substring("Package: ".length());
      } else if (line.startsWith("Version: ")) {
        version = line.substring("Version: ".length());
      } else if (line.startsWith("Architecture: ")) {
        architecture = line.substring("Architecture: ".length());
      } else if (line.startsWith("Status: ")) {
        installed = line.endsWith(" installed");
      } else if (line.isEmpty() && !name.isEmpty()) {
        if (installed) {
          InstalledPackage item = new InstalledPackage(MANAGER, name, version, architecture);
          inventory.add(item);
          known.putIfAbsent(name, item);
          known.put(name + ":" + architecture, item);
        }
        name = "";
        version = "";
        architecture = "";
        installed = true;
      }
    }
  }
}
