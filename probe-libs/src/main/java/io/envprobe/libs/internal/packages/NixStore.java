package io.envprobe.libs.internal.packages;

import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.List;

/**
 * Nix's packages: each has a directory of its own in the store, named by a hash, its name and its
 * version, so a path tells its owner.
 *
 * <p>Source: https://nix.dev/manual/nix/latest/store/store-path
 */
final class NixStore implements PackageDatabase {
  private static final String MANAGER = "nix";
  private static final String ROOT = "/nix/store";
  private static final int HASH = 32;

  @Override
  public void read(Host host, PackageInventory inventory) {
    if (host.list(ROOT) instanceof Outcome.Answer<List<String>> items) {
      inventory.database(MANAGER, ROOT);
      for (String item : items.value()) {
        if (isPackage(item)) {
          inventory.add(item(item));
        }
      }
    }
    for (String path : inventory.wanted()) {
      if (path.startsWith(ROOT + "/")) {
        String item = path.substring(ROOT.length() + 1).split("/", 2)[0];
        if (isPackage(item)) {
          inventory.own(path, item(item));
        }
      }
    }
  }

  /** Sources, patches and build recipes lie in the store too. */
  private static boolean isPackage(String item) {
    return item.length() > HASH + 1
        && item.charAt(HASH) == '-'
        && !item.endsWith(".drv")
        && !item.endsWith(".patch")
        && !item.endsWith(".lock");
  }

  /** The version begins at the first hyphen before a character that is no letter. */
  private static InstalledPackage item(String item) {
    String text = item.substring(HASH + 1);
    for (int i = text.indexOf('-'); i >= 0; i = text.indexOf('-', i + 1)) {
      if (i + 1 < text.length() && !Character.isLetter(text.charAt(i + 1))) {
        return new InstalledPackage(MANAGER, text.substring(0, i), text.substring(i + 1), "");
      }
    }
    return new InstalledPackage(MANAGER, text, "", "");
  }
}
