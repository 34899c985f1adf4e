package io.envprobe.tag.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Which entries of an image index run on a host, and which of them is the best, as containerd
 * decides.
 */
public final class OciMatching {
  private static final int OLDEST_ARM = 5;
  private static final int LAST_MINOR = 9;
  // Armv9.0 has what Armv8.5 has.
  private static final int V9_OFFSET = 5;

  private OciMatching() {}

  /**
   * The platforms whose images a host runs, best first; empty for an arm64 variant that containerd
   * does not know, which then matches nothing.
   */
  public static List<OciPlatform> candidates(OciPlatform host) {
    OciPlatform platform = host.normalized();
    List<OciPlatform> all = new ArrayList<>();
    switch (platform.architecture()) {
      case "amd64" -> {
        all.add(platform);
        for (int level = number(platform.variant(), 1).orElse(0) - 1; level >= 1; level--) {
          all.add(platform.on("amd64", "v" + level));
        }
        all.add(platform.on("386", ""));
      }
      case "arm" -> addArm(all, platform, platform.variant());
      case "arm64" -> addArm64(all, platform);
      default -> all.add(platform);
    }
    return Collections.unmodifiableList(all);
  }

  private static void addArm(List<OciPlatform> all, OciPlatform platform, String variant) {
    all.add(platform.on("arm", variant));
    for (int version = number(variant, 1).orElse(0) - 1; version >= OLDEST_ARM; version--) {
      all.add(platform.on("arm", "v" + version));
    }
  }

  private static void addArm64(List<OciPlatform> all, OciPlatform platform) {
    String variant = platform.variant().isEmpty() ? "v8" : platform.variant();
    boolean nine = variant.startsWith("v9");
    if (!nine && !variant.startsWith("v8")) {
      return;
    }
    int minor = 0;
    if (variant.length() > 2) {
      Optional<Integer> read =
          variant.charAt(2) == '.' && variant.length() == 4 ? number(variant, 3) : Optional.empty();
      if (read.isEmpty()) {
        return;
      }
      minor = read.get();
    }
    if (nine) {
      addMinors(all, platform, 9, minor);
    }
    addMinors(all, platform, 8, nine ? Math.min(minor + V9_OFFSET, LAST_MINOR) : minor);
    addArm(all, platform, "v8");
  }

  private static void addMinors(
      List<OciPlatform> all, OciPlatform platform, int major, int newest) {
    for (int minor = newest; minor >= 0; minor--) {
      all.add(platform.on("arm64", "v" + major + (minor == 0 ? "" : "." + minor)));
    }
  }

  private static Optional<Integer> number(String variant, int from) {
    if (variant.length() <= from || variant.length() > from + 3) {
      return Optional.empty();
    }
    int value = 0;
    for (int i = from; i < variant.length(); i++) {
      char digit = variant.charAt(i);
      if (digit < '0' || digit > '9') {
        return Optional.empty();
      }
      value = value * 10 + digit - '0';
    }
    return Optional.of(value);
  }

  /** Whether an image runs on a host, narrower architectures included. */
  public static boolean matches(OciPlatform host, OciPlatform image) {
    return rank(candidates(host), image) >= 0;
  }

  /** Whether an image is for exactly the host's architecture and variant. */
  public static boolean matchesStrictly(OciPlatform host, OciPlatform image) {
    return isFor(host.normalized(), image);
  }

  /** Whether an image is for the host's operating system, whatever the architecture. */
  public static boolean matchesSystem(OciPlatform host, OciPlatform image) {
    OciPlatform system = host.normalized();
    OciPlatform other = image.normalized();
    return system.os().equals(other.os())
        && isVersionFor(system, other)
        && system.features().containsAll(other.features());
  }

  /**
   * The entries that run on a host, best first: by the host's candidates, then the one that uses
   * more features, then the order of the index.
   */
  public static List<OciPlatform> select(OciPlatform host, Collection<OciPlatform> index) {
    List<OciPlatform> candidates = candidates(host);
    record Ranked(OciPlatform platform, int rank) {}
    List<Ranked> ranked = new ArrayList<>();
    for (OciPlatform image : index) {
      int rank = rank(candidates, image);
      if (rank >= 0) {
        ranked.add(new Ranked(image, rank));
      }
    }
    ranked.sort(
        (one, other) ->
            one.rank() != other.rank()
                ? Integer.compare(one.rank(), other.rank())
                : Integer.compare(
                    other.platform().features().size(), one.platform().features().size()));
    List<OciPlatform> selected = new ArrayList<>();
    for (Ranked one : ranked) {
      selected.add(one.platform());
    }
    return Collections.unmodifiableList(selected);
  }

  private static int rank(List<OciPlatform> candidates, OciPlatform image) {
    for (int i = 0; i < candidates.size(); i++) {
      if (isFor(candidates.get(i).normalized(), image)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isFor(OciPlatform host, OciPlatform image) {
    OciPlatform other = image.normalized();
    return host.os().equals(other.os())
        && host.architecture().equals(other.architecture())
        && host.variant().equals(other.variant())
        && isVersionFor(host, other)
        // containerd compares the features of Windows images with no host's.
        && (host.os().equals("windows") || host.features().containsAll(other.features()));
  }

  private static boolean isVersionFor(OciPlatform host, OciPlatform image) {
    if (!host.os().equals("windows") || image.version().isEmpty()) {
      return true;
    }
    WindowsBuild build = WindowsBuild.of(host.version());
    return build.isNone() || build.runs(WindowsBuild.of(image.version()));
  }

  /** Whether a Windows host of one version runs containers of another. */
  public static boolean windowsRuns(String hostVersion, String containerVersion) {
    return WindowsBuild.of(hostVersion).runs(WindowsBuild.of(containerVersion));
  }

  /**
   * The variant number of an Arm machine in the words of {@code uname -m}; nothing where it is no
   * Arm, {@code unknown} where the version is.
   */
  public static Optional<String> armVariant(String machine) {
    return OciArchitecture.armVariant(machine);
  }
}
