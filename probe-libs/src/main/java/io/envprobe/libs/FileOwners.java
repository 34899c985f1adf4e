package io.envprobe.libs;

import io.envprobe.host.Host;
import io.envprobe.libs.internal.packages.InstalledPackage;
import io.envprobe.libs.internal.packages.PackageInventory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The packages that files belong to, from the databases of package managers. Runs nothing. */
public final class FileOwners {
  private FileOwners() {}

  /**
   * The owners of files; reads every database once.
   *
   * @param paths with every link resolved
   * @return the owner by path, as {@code zlib1g 1:1.2.13 (dpkg)}; files without one are left out
   */
  public static Map<String, String> of(Host host, Collection<String> paths) {
    PackageInventory inventory = PackageInventory.of(host, paths, Set.of());
    Map<String, String> owners = new LinkedHashMap<>();
    for (String path : paths) {
      inventory.owner(path).map(InstalledPackage::shown).ifPresent(o -> owners.put(path, o));
    }
    return owners;
  }
}
