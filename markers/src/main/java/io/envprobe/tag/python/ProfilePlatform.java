package io.envprobe.tag.python;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.tag.UnknownTag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The platform of a Python, read from a profile.
 *
 * @param platform the platform; empty where a fact without which there is none is unknown or absent
 * @param missing the family of tags that then is unknown
 * @param archKey the fact that gave the architecture
 * @param libcKey the fact that gave the C library's name
 */
record ProfilePlatform(
    Optional<PythonPlatform> platform,
    Optional<UnknownTag> missing,
    FactKey<?> archKey,
    FactKey<?> libcKey) {
  private static final String ARM = "arm";

  static ProfilePlatform of(Profile profile) {
    Reading<String> os = profile.reading(OsFacts.OS_NAME);
    if (!(os instanceof Reading.Present<String> name)) {
      return without(OsFacts.OS_NAME, os, "*", OsFacts.OS_ABI_ARCH);
    }
    FactKey<String> archKey = archKey(profile);
    Reading<String> arch = profile.reading(archKey);
    if (!(arch instanceof Reading.Present<String> machine)) {
      return without(archKey, arch, name.value().equals("linux") ? "*linux*" : "*", archKey);
    }
    return switch (name.value()) {
      case "linux" -> linux(profile, machine.value(), archKey);
      case "macos" -> versioned(profile, machine.value(), archKey, "macosx_*");
      case "ios" -> versioned(profile, machine.value(), archKey, "ios_*");
      case "android" -> android(profile, machine.value(), archKey);
      case "windows" -> generic(windows(machine.value()), archKey);
      default -> unix(profile, name.value(), machine.value(), archKey);
    };
  }

  /** The most direct fact about the architecture that a Python's extension modules must have. */
  private static FactKey<String> archKey(Profile profile) {
    if (profile.reading(PythonFacts.PYTHON_ARCH).isPresent()) {
      return PythonFacts.PYTHON_ARCH;
    }
    return profile.reading(OsFacts.OS_ABI_ARCH).isPresent()
        ? OsFacts.OS_ABI_ARCH
        : CpuFacts.CPU_ARCH;
  }

  private static ProfilePlatform without(
      FactKey<?> key, Reading<?> reading, String pattern, FactKey<?> archKey) {
    Optional<UnknownTag> missing =
        reading instanceof Reading.Unknown<?> unknown
            ? Optional.of(UnknownTag.of(pattern, key, unknown))
            : Optional.empty();
    return new ProfilePlatform(Optional.empty(), missing, archKey, LibraryFacts.LIBC_NAME);
  }

  private static ProfilePlatform generic(String sysconfig, FactKey<?> archKey) {
    return new ProfilePlatform(
        Optional.of(new PythonPlatform.Generic(sysconfig)),
        Optional.empty(),
        archKey,
        LibraryFacts.LIBC_NAME);
  }

  private static String windows(String arch) {
    String known = PlatformRules.shipped().machine("windows", arch);
    return known.startsWith("win") ? known : "win-".concat(known);
  }

  private static ProfilePlatform unix(Profile profile, String os, String arch, FactKey<?> archKey) {
    Reading<String> release = profile.reading(OsFacts.KERNEL_VERSION);
    if (!(release instanceof Reading.Present<String> present)) {
      return without(OsFacts.KERNEL_VERSION, release, os.concat("_*"), archKey);
    }
    String machine =
        profile
            .reading(OsFacts.KERNEL_MACHINE)
            .asOptional()
            .orElse(PlatformRules.shipped().machine(os, arch));
    String sysconfig = os + "-" + present.value() + "-" + machine;
    return generic(sysconfig.toLowerCase(Locale.ROOT), archKey);
  }

  private static ProfilePlatform versioned(
      Profile profile, String arch, FactKey<?> archKey, String pattern) {
    Reading<String> reading = profile.reading(OsFacts.OS_VERSION);
    if (!(reading instanceof Reading.Present<String> present)) {
      return without(OsFacts.OS_VERSION, reading, pattern, archKey);
    }
    Optional<LibcVersion> version = twoNumbers(present.value());
    if (version.isEmpty()) {
      return without(
          OsFacts.OS_VERSION,
          Reading.unknown(
              UnknownCause.MALFORMED, "not a version of this system: " + present.value()),
          pattern,
          archKey);
    }
    PythonPlatform platform =
        pattern.startsWith("ios")
            ? new PythonPlatform.Ios(
                version.get(), PlatformRules.shipped().machine("ios", arch) + "_iphoneos")
            : new PythonPlatform.MacOs(
                version.get(), PlatformRules.shipped().machine("macos", arch));
    return new ProfilePlatform(
        Optional.of(platform), Optional.empty(), archKey, LibraryFacts.LIBC_NAME);
  }

  /** A version of one number, as macOS 15, has the second number 0. */
  private static Optional<LibcVersion> twoNumbers(String text) {
    return LibcVersion.parseGlibc(text.indexOf('.') < 0 ? text + ".0" : text);
  }

  private static ProfilePlatform android(Profile profile, String arch, FactKey<?> archKey) {
    // Bionic's version is the API level.
    Reading<String> reading = profile.reading(LibraryFacts.LIBC_VERSION);
    if (!(reading instanceof Reading.Present<String> present)) {
      return without(LibraryFacts.LIBC_VERSION, reading, "android_*", archKey);
    }
    Optional<LibcVersion> level = twoNumbers(present.value());
    if (level.isEmpty()) {
      return without(
          LibraryFacts.LIBC_VERSION,
          Reading.unknown(UnknownCause.MALFORMED, "not an API level: " + present.value()),
          "android_*",
          archKey);
    }
    return new ProfilePlatform(
        Optional.of(
            new PythonPlatform.Android(
                level.get().major(), PlatformRules.shipped().machine("android", arch))),
        Optional.empty(),
        archKey,
        LibraryFacts.LIBC_VERSION);
  }

  private static ProfilePlatform linux(Profile profile, String arch, FactKey<?> archKey) {
    String machine = PlatformRules.shipped().machine("linux", arch);
    boolean narrow =
        profile.reading(OsFacts.OS_ABI_BITS).asOptional().orElse(0L) == 32L
            && archKey.equals(CpuFacts.CPU_ARCH);
    if (machine.startsWith(ARM)) {
      // The ELF header says no more than Arm; Python's tags have the kernel's name for it.
      Optional<String> kernel = profile.reading(OsFacts.KERNEL_MACHINE).asOptional();
      if (kernel.isPresent() && (kernel.get().startsWith(ARM) || kernel.get().equals("aarch64"))) {
        machine = kernel.get();
        narrow = true;
      } else if (machine.equals(ARM)) {
        machine = "armv7l";
      }
    }
    FactKey<String> libcKey = libcKey(profile);
    Reading<String> libc = profile.reading(libcKey);
    String effective = narrow ? PlatformRules.shipped().narrowed(machine) : machine;
    Reading<LibcVersion> glibc = version(profile, libc, "glibc");
    Optional<ManylinuxModule> module = Optional.empty();
    Reading<String> override = profile.reading(PythonFacts.PYTHON_MANYLINUX_OVERRIDE);
    if (override instanceof Reading.Present<String> said) {
      module = ManylinuxModule.parse(said.value());
      if (module.isEmpty() && glibc.isPresent()) {
        glibc =
            Reading.unknown(
                UnknownCause.UNSUPPORTED, "the interpreter's module _manylinux decides by code");
      }
    }
    PythonPlatform platform =
        new PythonPlatform.Linux(
            machine,
            narrow,
            glibc,
            version(profile, libc, "musl"),
            hardFloat(profile.reading(OsFacts.OS_ABI_FLOAT)),
            Reading.present(effective.equals("i686")),
            module);
    return new ProfilePlatform(Optional.of(platform), Optional.empty(), archKey, libcKey);
  }

  private static Reading<Boolean> hardFloat(Reading<String> convention) {
    if (convention instanceof Reading.Unknown<String> unknown) {
      return Reading.unknown(unknown.cause(), unknown.detail());
    }
    return Reading.present(
        convention instanceof Reading.Present<String> present && present.value().equals("hard"));
  }

  /** A chosen interpreter's own C library outranks the system's. */
  private static FactKey<String> libcKey(Profile profile) {
    Reading<String> python = profile.reading(PythonFacts.PYTHON_LIBC);
    boolean chosen =
        profile.reading(PythonFacts.PYTHON_IMPLEMENTATION).isPresent()
            || profile.reading(PythonFacts.PYTHON_PATH).isPresent();
    boolean decides =
        python.isPresent()
            || (python instanceof Reading.Unknown<String> unknown
                && unknown.cause() != UnknownCause.NOT_PROBED);
    return chosen && decides ? PythonFacts.PYTHON_LIBC : LibraryFacts.LIBC_NAME;
  }

  /** The version of a C library, absent where the interpreter runs on another or on none. */
  private static Reading<LibcVersion> version(
      Profile profile, Reading<String> libc, String wanted) {
    if (libc instanceof Reading.Unknown<String> unknown) {
      return Reading.unknown(unknown.cause(), unknown.detail());
    }
    if (!libc.asOptional().equals(Optional.of(wanted))) {
      return Reading.absent();
    }
    boolean system =
        profile.reading(LibraryFacts.LIBC_NAME).asOptional().equals(Optional.of(wanted));
    Reading<String> text =
        system ? profile.reading(LibraryFacts.LIBC_VERSION) : other(profile, wanted);
    if (!(text instanceof Reading.Present<String> present)) {
      return text instanceof Reading.Unknown<String> unknown
          ? Reading.unknown(unknown.cause(), unknown.detail())
          : Reading.absent();
    }
    Optional<LibcVersion> version = LibcVersion.parseGlibc(present.value());
    return version.isPresent()
        ? Reading.present(version.get())
        : Reading.unknown(UnknownCause.MALFORMED, "not a version: " + present.value());
  }

  /** The version of a C library that is not the system's own; a shim has none that counts. */
  private static Reading<String> other(Profile profile, String wanted) {
    Reading<List<FactRecord>> all = profile.reading(LibraryFacts.LIBC_ALL);
    if (all instanceof Reading.Unknown<List<FactRecord>> unknown) {
      return Reading.unknown(unknown.cause(), unknown.detail());
    }
    for (FactRecord libc : all.asOptional().orElse(List.of())) {
      if (libc.text("name").equals(Optional.of(wanted)) && !libc.isTrue("shim")) {
        Optional<String> version = libc.text("version");
        return version.isPresent()
            ? Reading.present(version.get())
            : Reading.unknown(UnknownCause.MALFORMED, "no version in the file of " + wanted);
      }
    }
    return Reading.absent();
  }
}
