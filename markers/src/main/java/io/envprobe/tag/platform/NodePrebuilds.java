package io.envprobe.tag.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The native addon that node-gyp-build loads out of a package's {@code prebuilds} directory.
 *
 * @param platform the machine
 * @param armVersion the version of the Arm architecture, for example {@code 7}; empty elsewhere
 * @param abi the module ABI of Node, for example {@code 115}
 * @param uv the major version of libuv
 * @see <a href="https://github.com/prebuild/node-gyp-build">node-gyp-build</a>
 */
public record NodePrebuilds(
    NpmPlatform platform, Optional<String> armVersion, String abi, String uv) {
  /** A file's name taken apart. */
  private record Prebuild(
      String runtime,
      boolean napi,
      String abi,
      String uv,
      String armVersion,
      String libc,
      int specificity) {}

  /**
   * The chosen file, as {@code directory/file}.
   *
   * @param layout the directories of {@code prebuilds}, each with its files, in listing order
   */
  public Optional<String> choose(Map<String, List<String>> layout) {
    String directory = "";
    int fewest = Integer.MAX_VALUE;
    for (String name : layout.keySet()) {
      int architectures = architectures(name);
      if (architectures > 0 && architectures < fewest) {
        fewest = architectures;
        directory = name;
      }
    }
    if (directory.isEmpty()) {
      return Optional.empty();
    }
    String chosen = "";
    Optional<Prebuild> best = Optional.empty();
    for (String file : layout.getOrDefault(directory, List.of())) {
      Optional<Prebuild> prebuild = parse(file);
      if (prebuild.isPresent()
          && runs(prebuild.get())
          && (best.isEmpty() || isBetter(prebuild.get(), best.get()))) {
        best = prebuild;
        chosen = file;
      }
    }
    return chosen.isEmpty() ? Optional.empty() : Optional.of(directory + "/" + chosen);
  }

  /** How many architectures a directory is for; 0 where this machine's is not among them. */
  private int architectures(String directory) {
    String[] parts = directory.split("-", -1);
    if (parts.length != 2 || !parts[0].equals(platform.os())) {
      return 0;
    }
    List<String> architectures = List.of(parts[1].split("\\+", -1));
    return architectures.contains(platform.cpu()) ? architectures.size() : 0;
  }

  private static Optional<Prebuild> parse(String file) {
    String[] parts = file.split("\\.", -1);
    if (!parts[parts.length - 1].equals("node")) {
      return Optional.empty();
    }
    String runtime = "";
    boolean napi = false;
    String abi = "";
    String uv = "";
    String armVersion = "";
    String libc = "";
    int specificity = 0;
    for (int i = 0; i < parts.length - 1; i++) {
      String part = parts[i];
      specificity++;
      if (part.equals("node") || part.equals("electron") || part.equals("node-webkit")) {
        runtime = part;
      } else if (part.equals("napi")) {
        napi = true;
      } else if (part.startsWith("abi")) {
        abi = part.substring(3);
      } else if (part.startsWith("uv")) {
        uv = part.substring(2);
      } else if (part.startsWith("armv")) {
        armVersion = part.substring(4);
      } else if (part.equals("glibc") || part.equals("musl")) {
        libc = part;
      } else {
        specificity--;
      }
    }
    return Optional.of(new Prebuild(runtime, napi, abi, uv, armVersion, libc, specificity));
  }

  private boolean runs(Prebuild prebuild) {
    return isFree(prebuild.runtime(), "node")
        && (isFree(prebuild.abi(), abi) || prebuild.napi())
        && isFree(prebuild.uv(), uv)
        && isFree(prebuild.armVersion(), armVersion.orElse(""))
        && isFree(prebuild.libc(), platform.libc().orElse(""));
  }

  private static boolean isFree(String wanted, String value) {
    return wanted.isEmpty() || wanted.equals(value);
  }

  private static boolean isBetter(Prebuild one, Prebuild other) {
    if (!one.runtime().equals(other.runtime())) {
      return one.runtime().equals("node");
    }
    if (!one.abi().equals(other.abi())) {
      return !one.abi().isEmpty();
    }
    return one.specificity() > other.specificity();
  }
}
