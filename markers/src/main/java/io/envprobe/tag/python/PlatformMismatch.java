package io.envprobe.tag.python;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import java.util.List;
import java.util.Optional;

/**
 * What rules a platform tag out.
 *
 * @param reason one sentence without a full stop
 * @param facts the facts that decide
 */
record PlatformMismatch(String reason, List<FactKey<?>> facts) {

  static PlatformMismatch of(String text, ProfilePlatform from, TagOrder order) {
    if (from.platform().isEmpty()) {
      return new PlatformMismatch(
          "this platform has no Python tags", List.of(OsFacts.OS_NAME, from.archKey()));
    }
    PythonPlatform platform = from.platform().get();
    Optional<VersionedTag> tag = VersionedTag.parse(text);
    if (platform instanceof PythonPlatform.Linux linux) {
      return tag.isPresent() && isLinux(tag.get())
          ? linux(tag.get(), linux, from, order)
          : plainLinux(text, linux, from, order);
    }
    Optional<LibcVersion> version = version(platform);
    if (tag.isPresent() && version.isPresent() && family(platform).equals(tag.get().family())) {
      return versioned(tag.get(), version.get(), from);
    }
    return new PlatformMismatch(
        "the platform is " + describe(from), List.of(OsFacts.OS_NAME, from.archKey()));
  }

  private static boolean isLinux(VersionedTag tag) {
    return tag.family().equals("manylinux") || tag.family().equals("musllinux");
  }

  private static PlatformMismatch plainLinux(
      String text, PythonPlatform.Linux linux, ProfilePlatform from, TagOrder order) {
    if (text.startsWith("linux_")) {
      return arch(text.substring("linux_".length()), linux, from, order);
    }
    return new PlatformMismatch("the system is Linux", List.of(OsFacts.OS_NAME));
  }

  private static PlatformMismatch arch(
      String asked, PythonPlatform.Linux linux, ProfilePlatform from, TagOrder order) {
    return new PlatformMismatch(
        "the architecture is " + LinuxTags.archs(linux, order).get(0) + ", not " + asked,
        List.of(from.archKey()));
  }

  private static PlatformMismatch linux(
      VersionedTag tag, PythonPlatform.Linux linux, ProfilePlatform from, TagOrder order) {
    if (!LinuxTags.archs(linux, order).contains(tag.arch())) {
      return arch(tag.arch(), linux, from, order);
    }
    boolean isMusl = tag.family().equals("musllinux");
    String wanted = isMusl ? "musl" : "glibc";
    Optional<LibcVersion> version = (isMusl ? linux.musl() : linux.glibc()).asOptional();
    if (version.isEmpty()) {
      boolean other = (isMusl ? linux.glibc() : linux.musl()).isPresent();
      return new PlatformMismatch(
          other
              ? "the C library is " + (isMusl ? "glibc" : "musl") + ", not " + wanted
              : "there is no " + wanted + " that Python runs on",
          List.of(from.libcKey()));
    }
    if (version.get().compareTo(tag.version()) < 0) {
      return new PlatformMismatch(
          wanted + " " + version.get() + " is older than " + tag.version(),
          List.of(LibraryFacts.LIBC_VERSION));
    }
    return isMusl ? muslMajor(tag, version.get()) : manylinux(tag, linux, version.get(), order);
  }

  private static PlatformMismatch muslMajor(VersionedTag tag, LibcVersion version) {
    return new PlatformMismatch(
        "musl " + version + " has another major version than " + tag.version(),
        List.of(LibraryFacts.LIBC_VERSION));
  }

  private static PlatformMismatch manylinux(
      VersionedTag tag, PythonPlatform.Linux linux, LibcVersion system, TagOrder order) {
    long floor = LinuxTags.floor(tag.arch(), order);
    if (floor < 0) {
      return new PlatformMismatch(
          "there are no manylinux tags for " + tag.arch(), List.of(OsFacts.OS_ABI_ARCH));
    }
    if (!LinuxTags.compatibleFile(linux, tag.arch(), order)
        .asOptional()
        .equals(Optional.of(true))) {
      return new PlatformMismatch(
          "the programs of this system do not have the binary interface of manylinux on "
              + tag.arch(),
          List.of(OsFacts.OS_ABI_FLOAT));
    }
    if (!LinuxTags.allowed(linux, tag.version(), system, tag.arch(), order)) {
      return new PlatformMismatch(
          "the module _manylinux of this Python forbids it", List.of(LibraryFacts.LIBC_VERSION));
    }
    return new PlatformMismatch(
        "the oldest tag for " + tag.arch() + " is manylinux_2_" + floor,
        List.of(LibraryFacts.LIBC_VERSION));
  }

  private static PlatformMismatch versioned(
      VersionedTag tag, LibcVersion version, ProfilePlatform from) {
    FactKey<?> key =
        tag.family().equals("android") ? LibraryFacts.LIBC_VERSION : OsFacts.OS_VERSION;
    if (version.compareTo(tag.version()) < 0) {
      return new PlatformMismatch(describe(from) + " is older than " + tag.version(), List.of(key));
    }
    return new PlatformMismatch(
        "no tag of " + describe(from) + " is for " + tag.arch() + " and " + tag.version(),
        List.of(key, from.archKey()));
  }

  private static Optional<LibcVersion> version(PythonPlatform platform) {
    if (platform instanceof PythonPlatform.MacOs mac) {
      return Optional.of(mac.version());
    }
    if (platform instanceof PythonPlatform.Ios ios) {
      return Optional.of(ios.version());
    }
    return platform instanceof PythonPlatform.Android android
        ? Optional.of(new LibcVersion(android.apiLevel(), 0))
        : Optional.empty();
  }

  private static String family(PythonPlatform platform) {
    if (platform instanceof PythonPlatform.MacOs) {
      return "macosx";
    }
    return platform instanceof PythonPlatform.Ios ? "ios" : "android";
  }

  /** The platform in a few words. */
  static String describe(ProfilePlatform from) {
    if (from.platform().isEmpty()) {
      return "not known";
    }
    PythonPlatform platform = from.platform().get();
    if (platform instanceof PythonPlatform.Linux linux) {
      return "Linux on " + LinuxTags.archs(linux, TagOrder.PACKAGING).get(0);
    }
    if (platform instanceof PythonPlatform.MacOs mac) {
      return "macOS " + mac.version() + " on " + mac.arch();
    }
    if (platform instanceof PythonPlatform.Ios ios) {
      return "iOS " + ios.version();
    }
    if (platform instanceof PythonPlatform.Android android) {
      return "Android API " + android.apiLevel();
    }
    return PlatformTags.of(platform, TagOrder.PACKAGING).get(0);
  }
}
