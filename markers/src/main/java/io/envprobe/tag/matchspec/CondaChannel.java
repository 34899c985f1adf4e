package io.envprobe.tag.matchspec;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A channel, perhaps with a platform directory. Names stand for places at {@link #HOME}; {@code
 * pkgs/main}, {@code pkgs/r} and {@code pkgs/msys2} are {@code defaults}.
 *
 * @param name a name, an address, or {@code *} for any
 * @param subdir the platform directory
 */
public record CondaChannel(String name, Optional<String> subdir) {
  /** Where channels are that are only named. */
  public static final String HOME = "https://conda.anaconda.org";

  private static final Set<String> DEFAULTS =
      Set.of(
          "defaults",
          "pkgs/main",
          "pkgs/r",
          "pkgs/msys2",
          "https://repo.anaconda.com/pkgs/main",
          "https://repo.anaconda.com/pkgs/r",
          "https://repo.anaconda.com/pkgs/msys2");

  /** Platform directories, as conda's own list has them. */
  private static final Set<String> SUBDIRS =
      Set.of(
          "noarch",
          "emscripten-wasm32",
          "wasi-wasm32",
          "freebsd-64",
          "linux-32",
          "linux-64",
          "linux-aarch64",
          "linux-armv6l",
          "linux-armv7l",
          "linux-ppc64",
          "linux-ppc64le",
          "linux-riscv64",
          "linux-s390x",
          "osx-64",
          "osx-arm64",
          "win-32",
          "win-64",
          "win-arm64",
          "zos-z");

  public CondaChannel {
    Objects.requireNonNull(name);
    Objects.requireNonNull(subdir);
  }

  /** Reads what stands before the two colons. */
  public static CondaChannel of(String text) {
    String name = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    int slash = name.lastIndexOf('/');
    Optional<String> subdir = Optional.empty();
    if (slash >= 0 && SUBDIRS.contains(name.substring(slash + 1))) {
      subdir = Optional.of(name.substring(slash + 1));
      name = name.substring(0, slash);
    } else if (SUBDIRS.contains(name)) {
      subdir = Optional.of(name);
      name = "";
    }
    return new CondaChannel(canonical(name), subdir);
  }

  private static String canonical(String name) {
    if (DEFAULTS.contains(name)) {
      return "defaults";
    }
    return name.startsWith(HOME + "/") ? name.substring(HOME.length() + 1) : name;
  }

  /** Its address; {@code defaults} stands for several and remains a name. */
  public String location() {
    boolean place = name.equals("defaults") || name.contains("*") || name.contains("://");
    return place || name.isEmpty() ? name : HOME + "/" + name;
  }

  /** Whether a record of another channel is meant. */
  boolean accepts(String other) {
    return name.equals("*")
        || (name.contains("*")
            ? io.envprobe.version.BoundedPattern.glob(name).matches(canonical(other))
            : name.equals(CondaChannel.of(other).name()));
  }
}
