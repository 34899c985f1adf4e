package io.envprobe.libs.internal.packages;

import io.envprobe.host.Host;

/** The database of one package manager. Stateless. */
interface PackageDatabase {

  /** Reads it where it is there; what cannot be read becomes a finding of the inventory. */
  void read(Host host, PackageInventory inventory);
}
