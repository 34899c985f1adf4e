package io.envprobe.libs.internal.packages;

import io.envprobe.host.Host;

/**
 * Alpine's packages: one text with a letter before each member; newer images keep it below {@code
 * /usr}.
 *
 * <p>Source: https://wiki.alpinelinux.org/wiki/Apk_spec
 */
final class ApkDatabase implements PackageDatabase {
  private static final String MANAGER = "apk";
  private static final String[] PATHS = {"/lib/apk/db/installed", "/usr/lib/apk/db/installed"};

  @Override
  public void read(Host host, PackageInventory inventory) {
    for (String path : PATHS) {
      String text = inventory.text(host, MANAGER, path);
      if (!text.isEmpty()) {
        inventory.database(MANAGER, path);
        read(text, inventory);
        return;
      }
    }
  }

  /** A package's members come before its files: P and V, then A, then each F with its Rs. */
  private static void read(String text, PackageInventory inventory) {
    String name = "";
    String version = "";
    String architecture = "";
    String directory = "";
    for (String line : text.split("\n", -1)) {
      String value = line.length() > 2 ? line.substring(2) : "";
      if (line.startsWith("P:")) {
        name = value;
      } else if (line.startsWith("V:")) {
        version = value;
      } else if (line.startsWith("A:")) {
        architecture = value;
      } else if (line.startsWith("F:")) {
        directory = "/" + value;
      } else if (line.startsWith("R:")) {
        inventory.own(
            directory + "/" + value, new InstalledPackage(MANAGER, name, version, architecture));
      } else if (line.isEmpty() && !name.isEmpty()) {
        inventory.add(new InstalledPackage(MANAGER, name, version, architecture));
        name = "";
        version = "";
        architecture = "";
      }
    }
  }
}
