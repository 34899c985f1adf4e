package io.envprobe.tag.python;

import io.envprobe.fact.Reading;
import io.envprobe.tag.python.PlatformRules.Floor;
import java.util.List;
import java.util.Optional;

/** The platform tags of Linux: linux, manylinux (PEP 600) and musllinux (PEP 656). */
final class LinuxTags {
  private LinuxTags() {}

  static void add(List<String> tags, PythonPlatform.Linux linux, TagOrder order) {
    List<String> archs = archs(linux, order);
    // uv puts the plain tag first on musl, and the oldest musl before the newest.
    boolean plainFirst =
        order == TagOrder.PACKAGING || (order == TagOrder.UV && linux.musl().isPresent());
    if (plainFirst) {
      addPlain(tags, archs);
    }
    for (String arch : archs) {
      addManylinux(tags, linux, arch, order);
    }
    if (linux.musl() instanceof Reading.Present<LibcVersion> musl) {
      for (String arch : archs) {
        addMusllinux(tags, musl.value(), arch, order);
      }
    }
    if (!plainFirst) {
      addPlain(tags, archs);
    }
  }

  /** The architectures whose files run, the closest first. */
  static List<String> archs(PythonPlatform.Linux linux, TagOrder order) {
    String arch = PlatformTags.normalized(linux.arch());
    if (linux.narrow()) {
      arch = PlatformRules.shipped().narrowed(arch);
    }
    if (!arch.equals("armv8l")) {
      return List.of(arch);
    }
    return order == TagOrder.UV ? List.of("armv7l") : List.of("armv8l", "armv7l");
  }

  /** The lowest minor version of glibc 2 with manylinux tags; below 0 where there are none. */
  static long floor(String arch, TagOrder order) {
    Optional<Floor> floor = PlatformRules.shipped().floor(arch);
    if (floor.isEmpty()) {
      return -1;
    }
    return order == TagOrder.UV ? floor.get().uv() : floor.get().packaging();
  }

  /** Whether the interpreter's file has the binary interface that manylinux files need. */
  static Reading<Boolean> compatibleFile(PythonPlatform.Linux linux, String arch, TagOrder order) {
    Optional<Floor> floor = PlatformRules.shipped().floor(arch);
    String check = order == TagOrder.UV || floor.isEmpty() ? "" : floor.get().check();
    return switch (check) {
      case "armHardFloat" -> linux.armHardFloat();
      case "intel386" -> linux.intel386();
      default -> Reading.present(true);
    };
  }

  /** Whether the tags of that glibc are left in by the {@code _manylinux} module. */
  static boolean allowed(
      PythonPlatform.Linux linux,
      LibcVersion asked,
      LibcVersion system,
      String arch,
      TagOrder order) {
    if (linux.manylinuxModule().isEmpty()) {
      return true;
    }
    LibcVersion decisive = order == TagOrder.UV ? system : asked;
    return linux
        .manylinuxModule()
        .get()
        .allows(decisive, arch, PlatformRules.shipped().alias(decisive));
  }

  private static void addPlain(List<String> tags, List<String> archs) {
    for (String arch : archs) {
      tags.add("linux_".concat(arch));
    }
  }

  private static void addManylinux(
      List<String> tags, PythonPlatform.Linux linux, String arch, TagOrder order) {
    long floor = floor(arch, order);
    if (floor < 0
        || !(linux.glibc() instanceof Reading.Present<LibcVersion> glibc)
        || !(compatibleFile(linux, arch, order) instanceof Reading.Present<Boolean> file)
        || !file.value()) {
      return;
    }
    LibcVersion system = glibc.value();
    int oldestMajor = order == TagOrder.UV ? system.major() : Math.min(2, system.major());
    for (int major = system.major(); major >= oldestMajor; major--) {
      int newest = major == system.major() ? system.minor() : PlatformRules.shipped().lastMinor();
      long oldest = major == 2 ? floor : 0;
      for (int minor = newest; minor >= oldest; minor--) {
        LibcVersion asked = new LibcVersion(major, minor);
        if (allowed(linux, asked, system, arch, order)) {
          addManylinux(tags, asked, arch);
        }
      }
    }
  }

  private static void addManylinux(List<String> tags, LibcVersion glibc, String arch) {
    tags.add(versioned("manylinux_", glibc.major(), glibc.minor(), arch));
    Optional<String> alias = PlatformRules.shipped().alias(glibc);
    if (alias.isPresent()) {
      tags.add(alias.get().concat("_").concat(arch));
    }
  }

  private static void addMusllinux(
      List<String> tags, LibcVersion musl, String arch, TagOrder order) {
    for (int i = musl.minor(); i >= 0; i--) {
      int minor = order == TagOrder.UV ? musl.minor() - i : i;
      tags.add(versioned("musllinux_", musl.major(), minor, arch));
    }
  }

  private static String versioned(String prefix, int major, int minor, String arch) {
    return prefix + major + "_" + minor + "_" + arch;
  }
}
