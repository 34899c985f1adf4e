package io.envprobe.libs.internal.inventory;

import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.libs.internal.HostPath;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which package a file belongs to, from the databases of dpkg, apk, pacman and conda, read
 * directly. rpm's database is an SQLite or Berkeley file that is not read: that is a finding, not a
 * guess.
 *
 * <p>Formats: https://manpages.debian.org/dpkg, https://wiki.alpinelinux.org/wiki/Apk_spec,
 * https://man.archlinux.org/man/alpm-db-files.5, https://docs.conda.io/. Used by one thread.
 */
final class PackageOwners {
  private static final int LIMIT = 64 << 20;
  private static final String DPKG = "/var/lib/dpkg";
  private static final String APK = "/lib/apk/db/installed";
  private static final String PACMAN = "/var/lib/pacman/local";
  private static final String[] RPM = {"/var/lib/rpm", "/usr/lib/sysimage/rpm"};

  private final Host host;
  private final Set<String> wanted;
  private final List<Finding> findings;
  private final Map<String, String> owners = new HashMap<>();

  private PackageOwners(Host host, Set<String> wanted, List<Finding> findings) {
    this.host = host;
    this.wanted = wanted;
    this.findings = findings;
  }

  /**
   * The owners of files, as {@code name version (manager)}.
   *
   * @param wanted paths with every link resolved
   */
  static Map<String, String> of(Host host, Set<String> wanted, List<Finding> findings) {
    PackageOwners owners = new PackageOwners(host, wanted, findings);
    owners.dpkg();
    owners.apk();
    owners.pacman();
    owners.conda();
    owners.rpm();
    return owners.owners;
  }

  /** A path may be recorded without {@code /usr} on systems where both are one directory. */
  private void own(String path, String owner) {
    if (wanted.contains(path)) {
      owners.putIfAbsent(path, owner);
    } else if (!path.startsWith("/usr/") && wanted.contains("/usr" + path)) {
      owners.putIfAbsent("/usr" + path, owner);
    }
  }

  private void dpkg() {
    if (!(host.list(DPKG + "/info") instanceof Outcome.Answer<List<String>> files)) {
      return;
    }
    Map<String, String> versions = dpkgVersions();
    for (String file : files.value()) {
      if (!file.endsWith(".list")) {
        continue;
      }
      String name = file.substring(0, file.length() - ".list".length());
      int colon = name.indexOf(':');
      String plain = colon < 0 ? name : name.substring(0, colon);
      String owner = owner(plain, versions.getOrDefault(plain, ""), "dpkg");
      for (String path : text(DPKG + "/info/" + file).split("\n", -1)) {
        own(path, owner);
      }
    }
  }

  private Map<String, String> dpkgVersions() {
    Map<String, String> versions = new HashMap<>();
    String name = "";
    for (String line : text(DPKG + "/status").split("\n", -1)) {
      if (line.startsWith("Package: ")) {
        name = line.substring("Package: ".length());
      } else if (line.startsWith("Version: ")) {
        versions.putIfAbsent(name, line.substring("Version: ".length()));
      }
    }
    return versions;
  }

  private void apk() {
    String name = "";
    String owner = "";
    String directory = "";
    for (String line : text(APK).split("\n", -1)) {
      if (line.startsWith("P:")) {
        name = line.substring(2);
      } else if (line.startsWith("V:")) {
        owner = owner(name, line.substring(2), "apk");
      } else if (line.startsWith("F:")) {
        directory = "/" + line.substring(2);
      } else if (line.startsWith("R:")) {
        own(directory + "/" + line.substring(2), owner);
      }
    }
  }

  private void pacman() {
    if (!(host.list(PACMAN) instanceof Outcome.Answer<List<String>> packages)) {
      return;
    }
    for (String item : packages.value()) {
      // The version is the last two parts: libfoo-1.2.3-1.
      int release = item.lastIndexOf('-');
      int version = release < 0 ? -1 : item.lastIndexOf('-', release - 1);
      if (version > 0) {
        String owner = owner(item.substring(0, version), item.substring(version + 1), "pacman");
        for (String path : text(PACMAN + "/" + item + "/files").split("\n", -1)) {
          own("/" + path, owner);
        }
      }
    }
  }

  private void conda() {
    if (!(host.variable("CONDA_PREFIX") instanceof Outcome.Answer<String> prefix)
        || !(host.list(HostPath.in(prefix.value(), "conda-meta"))
            instanceof Outcome.Answer<List<String>> files)) {
      return;
    }
    for (String file : files.value()) {
      int build = file.lastIndexOf('-');
      int version = build < 0 ? -1 : file.lastIndexOf('-', build - 1);
      if (version < 0 || !file.endsWith(".json")) {
        continue;
      }
      String owner = owner(file.substring(0, version), file.substring(version + 1, build), "conda");
      String text = text(HostPath.in(prefix.value(), "conda-meta/" + file));
      for (String path : wanted) {
        if (path.startsWith(prefix.value() + "/")
            && text.contains('"' + path.substring(prefix.value().length() + 1) + '"')) {
          owners.putIfAbsent(path, owner);
        }
      }
    }
  }

  private void rpm() {
    for (String directory : RPM) {
      if (host.list(directory) instanceof Outcome.Answer<List<String>> files
          && !files.value().isEmpty()) {
        findings.add(
            new Finding(
                "packages.rpm-not-read",
                Severity.INFO,
                "The database of rpm is not read, so files of its packages show no owner.",
                directory,
                List.of(),
                "ask rpm -qf PATH"));
        return;
      }
    }
  }

  private static String owner(String name, String version, String manager) {
    return name + (version.isEmpty() ? "" : " " + version) + " (" + manager + ")";
  }

  private String text(String path) {
    return host.answer(new Request.Content(path, LIMIT)) instanceof Outcome.Answer<byte[]> answer
        ? new String(answer.value(), StandardCharsets.UTF_8)
        : "";
  }
}
