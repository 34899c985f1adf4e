package io.envprobe.tag.platform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The virtual packages that a conda client adds to the solve, by machine, requested platform and
 * environment variables {@code CONDA_OVERRIDE_…}.
 *
 * @see <a href="https://conda.org/learn/ceps/cep-0030/">CEP 30</a>, <a
 *     href="https://conda.org/learn/ceps/cep-0046/">CEP 46</a>
 */
public final class CondaVirtualPackages {
  /**
   * A class and no lambda: the first lambda of a process costs milliseconds, and `tags` comes here.
   */
  private static final Comparator<VirtualPackage> BY_NAME =
      new Comparator<>() {
        @Override
        public int compare(VirtualPackage one, VirtualPackage other) {
          return one.name().compareTo(other.name());
        }
      };

  private static final String PREFIX = "CONDA_OVERRIDE_";
  private static final List<String> MACHINES =
      List.of("armv6l", "armv7l", "aarch64", "arm64", "ppc64", "ppc64le", "riscv64", "s390x");

  private final CondaHost host;
  private final String subdir;
  private final Map<String, String> environment;
  private final CondaDialect dialect;
  private final List<VirtualPackage> packages = new ArrayList<>();

  private CondaVirtualPackages(
      CondaHost host, String subdir, Map<String, String> environment, CondaDialect dialect) {
    this.host = host;
    this.subdir = subdir;
    this.environment = environment;
    this.dialect = dialect;
  }

  /**
   * The virtual packages, sorted by name.
   *
   * @param subdir the platform that packages are solved for
   * @param environment the environment variables; only overrides are read
   * @throws IllegalArgumentException where the dialect refuses an override
   */
  public static List<VirtualPackage> of(
      CondaHost host, String subdir, Map<String, String> environment, CondaDialect dialect) {
    CondaVirtualPackages collector = new CondaVirtualPackages(host, subdir, environment, dialect);
    collector.collect();
    collector.packages.sort(BY_NAME);
    return Collections.unmodifiableList(collector.packages);
  }

  private void collect() {
    archspec();
    cuda();
    if (subdir.startsWith("linux-")) {
      linux();
      glibc();
    }
    if (subdir.startsWith("osx-")) {
      system("__osx", "OSX", host.macos(), 2);
    }
    if (subdir.startsWith("win-")) {
      system("__win", "WIN", host.windows(), 3);
    }
    boolean unix =
        subdir.startsWith("linux-") || subdir.startsWith("osx-") || subdir.startsWith("freebsd-");
    if (unix || (subdir.startsWith("emscripten-") && dialect != CondaDialect.CONDA)) {
      add("__unix", "0");
    }
  }

  private void add(String name, String version) {
    packages.add(new VirtualPackage(name, version, "0"));
  }

  /** An override without surrounding blanks; empty text means that the package is not wanted. */
  private Optional<String> override(String name) {
    String value = environment.get(PREFIX + name);
    return value == null ? Optional.empty() : Optional.of(value.strip());
  }

  private boolean isNative() {
    return subdir.equals(host.subdir());
  }

  private boolean isNativeSystem() {
    return system(subdir).equals(system(host.subdir()));
  }

  private static String system(String subdir) {
    int hyphen = subdir.indexOf('-');
    return hyphen < 0 ? subdir : subdir.substring(0, hyphen);
  }

  private void archspec() {
    Optional<String> override = override("ARCHSPEC");
    if (override.isPresent() && !override.get().isEmpty()) {
      packages.add(new VirtualPackage("__archspec", "1", checked(override.get())));
      return;
    }
    if (override.isPresent()) {
      switch (dialect) {
        case CONDA, RATTLER -> {
          return;
        }
        case MAMBA -> {
          packages.add(new VirtualPackage("__archspec", "1", "0"));
          return;
        }
        case CEP30 -> {
          // CEP 30: the package is always there; an empty override is none.
        }
      }
    }
    Optional<String> name =
        dialect == CondaDialect.MAMBA && host.level().isPresent() ? host.level() : host.archspec();
    if (!isNative() || name.isEmpty()) {
      name = generic(subdir);
    }
    if (name.isPresent()) {
      packages.add(new VirtualPackage("__archspec", "1", name.get()));
    }
  }

  private String checked(String name) {
    boolean strict = dialect == CondaDialect.RATTLER || dialect == CondaDialect.CEP30;
    if (strict && name.indexOf('-') >= 0) {
      throw new IllegalArgumentException(
          "no archspec name: " + name + "; did you mean " + name.replace('-', '_') + "?");
    }
    return name;
  }

  /** The archspec name of the architecture in a platform's name. */
  private static Optional<String> generic(String subdir) {
    String arch = subdir.substring(subdir.indexOf('-') + 1);
    if (MACHINES.contains(arch)) {
      return Optional.of(arch);
    }
    return switch (arch) {
      case "64" -> Optional.of("x86_64");
      case "32" -> Optional.of("x86");
      default -> Optional.empty();
    };
  }

  private void cuda() {
    Optional<String> version = override("CUDA");
    if (version.isEmpty()) {
      version =
          dialect == CondaDialect.MAMBA && host.cudaToolkit().isPresent()
              ? host.cudaToolkit()
              : host.cuda();
      if (version.isPresent()) {
        version = Optional.of(numbers(version.get(), 2));
      }
    }
    if (version.isEmpty() || version.get().isEmpty()) {
      return;
    }
    add("__cuda", version.get());
    Optional<String> stated = override("CUDA_ARCH");
    Optional<String> arch = stated.isPresent() ? stated : host.cudaArch();
    if (arch.isPresent() && !arch.get().isEmpty()) {
      add("__cuda_arch", arch.get());
    }
  }

  private void linux() {
    Optional<String> override = override("LINUX");
    if (override.isPresent() && dialect == CondaDialect.MAMBA) {
      add("__linux", override.get());
      return;
    }
    String text = override.orElse(isNativeSystem() ? host.kernel().orElse("") : "");
    add("__linux", kernel(text).orElse("0"));
  }

  /** Two to four numbers at the beginning of a kernel's release. */
  static Optional<String> kernel(String release) {
    int end = 0;
    int parts = 0;
    while (parts < 4) {
      int from = parts == 0 ? 0 : end + 1;
      if (parts > 0 && (end >= release.length() || release.charAt(end) != '.')) {
        break;
      }
      int to = from;
      while (to < release.length() && release.charAt(to) >= '0' && release.charAt(to) <= '9') {
        to++;
      }
      if (to == from) {
        break;
      }
      end = to;
      parts++;
    }
    return parts < 2 ? Optional.empty() : Optional.of(release.substring(0, end));
  }

  private void glibc() {
    Optional<String> override = override("GLIBC");
    if (override.isPresent()) {
      if (!override.get().isEmpty()) {
        add("__glibc", override.get());
      }
      return;
    }
    if (!isNativeSystem()) {
      add("__glibc", "0");
    } else if (host.glibc().isPresent()) {
      String version = host.glibc().get();
      add("__glibc", dialect == CondaDialect.CONDA ? version : numbers(version, 2));
    } else if (host.otherLibc() && dialect == CondaDialect.CONDA) {
      // What conda takes where it finds no glibc, musl included.
      add("__glibc", "2.5");
    }
  }

  private void system(String name, String override, Optional<String> version, int parts) {
    Optional<String> asked = override(override);
    if (asked.isPresent()) {
      if (!asked.get().isEmpty()) {
        add(name, asked.get());
      }
      return;
    }
    add(name, isNativeSystem() && version.isPresent() ? numbers(version.get(), parts) : "0");
  }

  /** The first so many parts of a dotted version. */
  private static String numbers(String version, int parts) {
    int end = -1;
    for (int i = 0; i < parts; i++) {
      end = version.indexOf('.', end + 1);
      if (end < 0) {
        return version;
      }
    }
    return version.substring(0, end);
  }

  /**
   * The name of a platform in conda's channels.
   *
   * @param os as in the fact os.name
   * @param arch as in the fact os.abi.arch
   */
  public static Optional<String> subdir(String os, String arch) {
    String system =
        switch (os.toLowerCase(Locale.ROOT)) {
          case "linux" -> "linux";
          case "macos" -> "osx";
          case "windows" -> "win";
          case "freebsd" -> "freebsd";
          default -> "";
        };
    if (system.isEmpty()) {
      return Optional.empty();
    }
    String machine =
        switch (arch) {
          case "x86_64" -> "64";
          case "i686" -> "32";
          case "aarch64" -> system.equals("linux") ? "aarch64" : "arm64";
          default -> arch;
        };
    return Optional.of(system + "-" + machine);
  }
}
