package io.envprobe.libs.internal.packages;

import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.HostPath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Python's distributions, with the libraries that wheels bring: the directories of the
 * interpreter's packages, and those of the wanted files that look like {@code site-packages}.
 *
 * <p>Source: https://packaging.python.org/en/latest/specifications/recording-installed-packages/
 */
final class PythonDistributions implements PackageDatabase {
  private static final String MANAGER = "python";
  private static final String INFO = ".dist-info";
  private static final String[] SITES = {"/site-packages/", "/dist-packages/"};

  @Override
  public void read(Host host, PackageInventory inventory) {
    Set<String> sites = new LinkedHashSet<>(inventory.sites());
    for (String path : inventory.wanted()) {
      for (String site : SITES) {
        int at = path.indexOf(site);
        if (at >= 0) {
          sites.add(path.substring(0, at + site.length() - 1));
        }
      }
    }
    for (String site : sites) {
      if (host.list(site) instanceof Outcome.Answer<List<String>> names) {
        inventory.database(MANAGER, site);
        for (String name : names.value()) {
          if (name.endsWith(INFO)) {
            read(host, site, name, inventory);
          }
        }
      }
    }
  }

  private static void read(Host host, String site, String info, PackageInventory inventory) {
    String name = info.substring(0, info.length() - INFO.length());
    int version = name.indexOf('-');
    InstalledPackage owner =
        version < 0
            ? new InstalledPackage(MANAGER, name, "", "")
            : new InstalledPackage(
                MANAGER, name.substring(0, version), name.substring(version + 1), "");
    inventory.add(owner);
    String record = inventory.text(host, MANAGER, site + "/" + info + "/RECORD");
    for (String line : record.split("\n", -1)) {
      boolean quoted = line.startsWith("\"");
      int end = quoted ? line.indexOf('"', 1) : line.indexOf(',');
      if (end > 0) {
        String path = line.substring(quoted ? 1 : 0, end);
        inventory.own(HostPath.normal(HostPath.in(site, path)), owner);
      }
    }
  }
}
