package io.envprobe.libs.internal.packages;

import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The packages of a machine, and the owners of the files that somebody asks for. One thread. */
public final class PackageInventory {
  private static final int LIMIT = 64 << 20;

  private static final List<PackageDatabase> DATABASES =
      List.of(
          new DpkgDatabase(),
          new RpmDatabase(),
          new ApkDatabase(),
          new PacmanDatabase(),
          new PortageDatabase(),
          new BrewCellar(),
          new NixStore(),
          new SpackInstallations(),
          new CondaEnvironments(),
          new PythonDistributions());

  private final Set<String> wanted;
  private final Set<String> sites;
  private final Set<InstalledPackage> packages = new LinkedHashSet<>();
  private final Map<String, String> databases = new LinkedHashMap<>();
  private final Map<String, InstalledPackage> owners = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private PackageInventory(Collection<String> wanted, Set<String> sites) {
    this.wanted = Set.copyOf(wanted);
    this.sites = sites;
  }

  /**
   * Reads every database that is there.
   *
   * @param wanted the files whose owners are asked for: paths with every link resolved
   * @param sites the directories of Python packages that are read in any case
   */
  public static PackageInventory of(Host host, Collection<String> wanted, Set<String> sites) {
    PackageInventory inventory = new PackageInventory(wanted, sites);
    for (PackageDatabase database : DATABASES) {
      database.read(host, inventory);
    }
    return inventory;
  }

  /** All packages, in the order of the databases. */
  public List<InstalledPackage> packages() {
    return List.copyOf(packages);
  }

  /** Where each database is, by the path that it was found at, to its manager. */
  public Map<String, String> databases() {
    return databases;
  }

  /** The package that a wanted file belongs to. */
  public Optional<InstalledPackage> owner(String path) {
    return Optional.ofNullable(owners.get(path));
  }

  /** What could not be read. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  Set<String> wanted() {
    return wanted;
  }

  Set<String> sites() {
    return sites;
  }

  void database(String manager, String path) {
    databases.put(path, manager);
  }

  void add(InstalledPackage item) {
    packages.add(item);
  }

  /** A path may be recorded without {@code /usr} on systems where both are one directory. */
  void own(String path, InstalledPackage owner) {
    if (wanted.contains(path)) {
      owners.putIfAbsent(path, owner);
    } else if (!path.startsWith("/usr/") && wanted.contains("/usr" + path)) {
      owners.putIfAbsent("/usr" + path, owner);
    }
  }

  void unread(String manager, String path, String reason) {
    findings.add(
        new Finding(
            "packages.unread",
            Severity.WARNING,
            "The database of "
                + manager
                + " at "
                + path
                + " was not read to its end: "
                + reason
                + "; files of its packages may show no owner.",
            path,
            List.of(),
            ""));
  }

  /** A text of the database; a failure other than that it is not there becomes a finding. */
  String text(Host host, String manager, String path) {
    Outcome<byte[]> content = host.answer(new Request.Content(path, LIMIT));
    if (content instanceof Outcome.Answer<byte[]> answer) {
      return new String(answer.value(), StandardCharsets.UTF_8);
    }
    Outcome.Failure<byte[]> failure = (Outcome.Failure<byte[]>) content;
    if (!failure.isNotFound()) {
      unread(manager, path, failure.detail());
    }
    return "";
  }
}
