package io.envprobe.requirement;

import io.envprobe.blas.PkgConfig;
import io.envprobe.blas.PkgConfigFile;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.FileOwners;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The software of a machine that is at hand, from its files. Thread-safe. */
public final class HostSoftware implements Software {
  private static final String DEFAULT_PATH =
      "/usr/local/bin:/usr/local/sbin:/usr/bin:/bin:/usr/sbin:/sbin";
  private static final List<String> INCLUDE_VARIABLES = List.of("CPATH", "C_INCLUDE_PATH");

  private final Host host;
  private final String system;
  private final PkgConfig pkgConfig;
  private final List<String> headers;
  private final Map<String, String> owners = new HashMap<>();

  private HostSoftware(Host host, String system, String architecture) {
    this.host = host;
    this.system = system;
    this.pkgConfig = PkgConfig.of(host, architecture);
    Set<String> directories = new LinkedHashSet<>();
    for (String variable : INCLUDE_VARIABLES) {
      add(directories, host.variable(variable).answer().orElse(""));
    }
    host.variable("CONDA_PREFIX").answer().ifPresent(p -> directories.add(p + "/include"));
    directories.add("/usr/local/include");
    directories.add("/usr/include");
    if (!architecture.isEmpty()) {
      directories.add("/usr/include/" + architecture + "-linux-gnu");
    }
    directories.add("/opt/homebrew/include");
    this.headers = List.copyOf(directories);
  }

  /**
   * The software of a host.
   *
   * @param profile of the same machine: its system and architecture
   */
  public static HostSoftware of(Host host, Profile profile) {
    return new HostSoftware(
        host,
        profile.reading(OsFacts.OS_NAME).asOptional().orElse(""),
        profile.reading(OsFacts.OS_ABI_ARCH).asOptional().orElse(""));
  }

  private static void add(Set<String> directories, String path) {
    for (String directory : path.split(":", -1)) {
      if (directory.startsWith("/")) {
        directories.add(directory);
      }
    }
  }

  @Override
  public synchronized Sighting pkgConfig(String name) {
    Sighting found = look(pkgConfig.directories(), name + ".pc", false);
    if (found instanceof Seen seen) {
      List<PkgConfigFile> files = pkgConfig.find(name);
      return files.isEmpty()
          ? new NotKnown(seen.path() + " cannot be read")
          : new Seen(files.get(0).path(), files.get(0).version());
    }
    return found;
  }

  @Override
  public synchronized Sighting header(String name) {
    return look(headers, name, false);
  }

  @Override
  public synchronized Sighting program(String name) {
    Outcome<String> path = host.variable("PATH");
    Set<String> directories = new LinkedHashSet<>();
    add(directories, path.answer().orElse(DEFAULT_PATH));
    return look(List.copyOf(directories), name, true);
  }

  private Sighting look(List<String> directories, String name, boolean program) {
    if (name.startsWith("/") || List.of(name.split("/", -1)).contains("..")) {
      return new NotKnown(name + " is no name that is looked up in directories");
    }
    List<String> unknown = new ArrayList<>();
    for (String directory : directories) {
      String path = directory + (directory.endsWith("/") ? "" : "/") + name;
      Outcome<FileStatus> status = host.status(path);
      boolean there =
          status.answer().map(s -> s.isFile() && (!program || s.executable())).orElse(false);
      if (there) {
        return new Seen(path, "");
      }
      if (status instanceof Outcome.Failure<FileStatus> failure && !failure.isNotFound()) {
        unknown.add(failure.detail());
      }
    }
    if (!unknown.isEmpty()) {
      return new NotKnown(unknown.get(0));
    }
    // Where Windows keeps headers and libraries is the compiler's and the user's to say.
    return system.equals("windows")
        ? new NotKnown("there is no place on Windows where these are looked up")
        : new NotSeen(directories);
  }

  @Override
  public synchronized String owner(String path) {
    String known = owners.get(path);
    if (known == null) {
      String real = host.realPath(path).answer().orElse(path);
      Map<String, String> found = FileOwners.of(host, List.of(real, path));
      known = found.getOrDefault(real, found.getOrDefault(path, ""));
      owners.put(path, known);
    }
    return known;
  }
}
