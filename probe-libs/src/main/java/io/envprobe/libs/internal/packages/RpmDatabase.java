package io.envprobe.libs.internal.packages;

import io.envprobe.binaries.ByteSource;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostByteSource;
import java.io.IOException;
import java.util.Optional;

/**
 * rpm's packages, in whichever of its formats: SQLite, its own, or Berkeley DB.
 *
 * <p>Source: https://rpm.org/docs/latest/manual/
 */
final class RpmDatabase implements PackageDatabase {
  private static final String MANAGER = "rpm";

  private static final String[] DIRECTORIES = {
    "/usr/lib/sysimage/rpm", "/var/lib/rpm", "/usr/share/rpm"
  };

  private static final String SQLITE = "/rpmdb.sqlite";
  private static final String NDB = "/Packages.db";
  private static final String BERKELEY = "/Packages";

  @Override
  public void read(Host host, PackageInventory inventory) {
    for (String directory : DIRECTORIES) {
      for (String name : new String[] {SQLITE, NDB, BERKELEY}) {
        Outcome<HostByteSource> opened = HostByteSource.open(host, directory + name);
        if (opened instanceof Outcome.Answer<HostByteSource> file) {
          inventory.database(MANAGER, directory + name);
          read(host, file.value(), name, inventory);
          return; // The directories are links to each other.
        }
        if (!opened.isNotFound()) {
          inventory.unread(
              MANAGER, directory + name, ((Outcome.Failure<HostByteSource>) opened).detail());
        }
      }
    }
  }

  private static void read(
      Host host, HostByteSource file, String name, PackageInventory inventory) {
    Blobs packages = blob -> RpmHeader.read(blob).ifPresent(header -> add(header, inventory));
    try {
      switch (name) {
        case SQLITE -> SqliteTable.read(file, log(host, file.path()), "Packages", packages);
        case NDB -> NdbFile.read(file, packages);
        default -> BerkeleyHash.read(file, packages);
      }
    } catch (IOException e) {
      inventory.unread(MANAGER, file.path(), String.valueOf(e.getMessage()));
    }
  }

  private static ByteSource log(Host host, String path) {
    Optional<HostByteSource> log = HostByteSource.open(host, path + "-wal").answer();
    return log.isPresent() ? log.get() : ByteSource.of(new byte[0]);
  }

  private static void add(RpmHeader header, PackageInventory inventory) {
    Optional<InstalledPackage> item = header.item();
    if (item.isPresent()) {
      inventory.add(item.get());
      for (String path : header.files()) {
        inventory.own(path, item.get());
      }
    }
  }
}
