package io.envprobe.libs.internal.packages;

import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.HostPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Spack's packages: each has a directory of its own, with {@code .spack/spec.json} in it and
 * usually named by name, version and hash. Only those of wanted files are listed: Spack has no
 * fixed place.
 *
 * <p>Source: https://spack.readthedocs.io/en/latest/config_yaml.html
 */
final class SpackInstallations implements PackageDatabase {
  private static final String MANAGER = "spack";
  private static final int HASH = 32;

  @Override
  public void read(Host host, PackageInventory inventory) {
    Map<String, Optional<InstalledPackage>> known = new HashMap<>();
    for (String path : inventory.wanted()) {
      for (String at = HostPath.parent(path); at.length() > 1; at = HostPath.parent(at)) {
        Optional<InstalledPackage> owner = known.get(at);
        if (owner == null) {
          owner = installation(host, at);
          known.put(at, owner);
          owner.ifPresent(inventory::add);
        }
        if (owner.isPresent()) {
          inventory.database(MANAGER, HostPath.parent(at));
          inventory.own(path, owner.get());
          break;
        }
      }
    }
  }

  private static Optional<InstalledPackage> installation(Host host, String prefix) {
    String name = HostPath.name(prefix);
    int hash = name.length() - HASH - 1;
    int version = hash > 0 ? name.lastIndexOf('-', hash - 1) : -1;
    boolean named = version > 0 && name.charAt(hash) == '-';
    if (!named || !(host.status(prefix + "/.spack") instanceof Outcome.Answer<?>)) {
      return Optional.empty();
    }
    return Optional.of(
        new InstalledPackage(
            MANAGER, name.substring(0, version), name.substring(version + 1, hash), ""));
  }
}
