package io.envprobe.libs.internal.packages;

import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.List;

/**
 * Gentoo's packages: a directory each below its category, with its files in {@code CONTENTS}.
 *
 * <p>Source: https://projects.gentoo.org/pms/latest/pms.html and portage's vardbapi.
 */
final class PortageDatabase implements PackageDatabase {
  private static final String MANAGER = "portage";
  private static final String ROOT = "/var/db/pkg";

  @Override
  public void read(Host host, PackageInventory inventory) {
    if (!(host.list(ROOT) instanceof Outcome.Answer<List<String>> categories)) {
      return;
    }
    inventory.database(MANAGER, ROOT);
    for (String category : categories.value()) {
      String below = ROOT + "/" + category;
      if (host.list(below) instanceof Outcome.Answer<List<String>> packages) {
        for (String item : packages.value()) {
          int version = version(item);
          if (version > 0) {
            InstalledPackage owner =
                new InstalledPackage(
                    MANAGER,
                    category + "/" + item.substring(0, version - 1),
                    item.substring(version),
                    "");
            inventory.add(owner);
            contents(
                inventory.text(host, MANAGER, below + "/" + item + "/CONTENTS"), owner, inventory);
          }
        }
      }
    }
  }

  /** Lines are {@code obj PATH MD5 TIME}, {@code sym PATH -> TARGET TIME} and {@code dir PATH}. */
  private static void contents(String text, InstalledPackage owner, PackageInventory inventory) {
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("obj ")) {
        int time = line.lastIndexOf(' ');
        int sum = line.lastIndexOf(' ', time - 1);
        if (sum > 4) {
          inventory.own(line.substring(4, sum), owner);
        }
      }
    }
  }

  /** Where the version begins: after the last hyphen before a digit, the revision left out. */
  private static int version(String item) {
    int end = item.length();
    int revision = item.lastIndexOf("-r");
    if (revision > 0 && isNumber(item, revision + 2)) {
      end = revision;
    }
    int hyphen = item.lastIndexOf('-', end - 1);
    return hyphen > 0 && hyphen + 1 < item.length() && isDigit(item.charAt(hyphen + 1))
        ? hyphen + 1
        : -1;
  }

  private static boolean isNumber(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return from < text.length();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
