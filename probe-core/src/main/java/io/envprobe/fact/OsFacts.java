package io.envprobe.fact;

import java.util.List;

/** The facts about the operating system, its kernel and the binary interface of its programs. */
public final class OsFacts {
  /** The operating system: linux, macos, windows, freebsd, android …. */
  public static final FactKey<String> OS_NAME =
      new FactKey<>(
          "os.name",
          FactType.TEXT,
          "",
          "properties of the Java machine; loaders and files of an image",
          "the operating system: linux, macos, windows, freebsd, android …");

  /** The distribution, in lower case. */
  public static final FactKey<String> OS_ID =
      new FactKey<>(
          "os.id", FactType.TEXT, "", "os-release, member ID", "the distribution, in lower case");

  /** The distributions that it is close to, closest first. */
  public static final FactKey<List<String>> OS_ID_LIKE =
      new FactKey<>(
          "os.id_like",
          FactType.LIST,
          "",
          "os-release, member ID_LIKE",
          "the distributions that it is close to, closest first");

  /** The version of the distribution. */
  public static final FactKey<String> OS_VERSION_ID =
      new FactKey<>(
          "os.version_id",
          FactType.VERSION,
          "lenient",
          "os-release, member VERSION_ID",
          "the version of the distribution");

  /** The code name of the release. */
  public static final FactKey<String> OS_CODENAME =
      new FactKey<>(
          "os.codename",
          FactType.TEXT,
          "",
          "os-release, member VERSION_CODENAME",
          "the code name of the release");

  /** The name of the release for a person. */
  public static final FactKey<String> OS_PRETTY_NAME =
      new FactKey<>(
          "os.pretty_name",
          FactType.TEXT,
          "",
          "os-release, member PRETTY_NAME",
          "the name of the release for a person");

  /** The product version of macOS or Windows. */
  public static final FactKey<String> OS_VERSION =
      new FactKey<>(
          "os.version",
          FactType.VERSION,
          "lenient",
          "SystemVersion.plist on macOS; a property of the Java machine on Windows",
          "the product version of macOS or Windows");

  /** The kernel as uname -s names it. */
  public static final FactKey<String> KERNEL_NAME =
      new FactKey<>(
          "kernel.name",
          FactType.TEXT,
          "",
          "/proc/sys/kernel/ostype; a property of the Java machine",
          "the kernel as uname -s names it");

  /** The release of the running kernel, as uname -r prints it. */
  public static final FactKey<String> KERNEL_VERSION =
      new FactKey<>(
          "kernel.version",
          FactType.VERSION,
          "lenient",
          "/proc/sys/kernel/osrelease; a property of the Java machine",
          "the release of the running kernel, as uname -r prints it");

  /** The build of the running kernel, as uname -v prints it. */
  public static final FactKey<String> KERNEL_BUILD =
      new FactKey<>(
          "kernel.build",
          FactType.TEXT,
          "",
          "/proc/sys/kernel/version",
          "the build of the running kernel, as uname -v prints it");

  /** The architecture of the running kernel, as uname -m prints it. */
  public static final FactKey<String> KERNEL_MACHINE =
      new FactKey<>(
          "kernel.machine",
          FactType.TEXT,
          "",
          "/proc/sys/kernel/arch; a property of the Java machine",
          "the architecture of the running kernel, as uname -m prints it");

  /**
   * The architecture that programs of this system are built for, which may be narrower than the
   * kernel.
   */
  public static final FactKey<String> OS_ABI_ARCH =
      new FactKey<>(
          "os.abi.arch",
          FactType.TEXT,
          "",
          "ELF header of the first program found of /bin/sh, /usr/bin/env, /bin/ls and the Java machine",
          "the architecture that programs of this system are built for, which may be narrower than the kernel");

  /** The width of a pointer in programs of this system: 32 or 64. */
  public static final FactKey<Long> OS_ABI_BITS =
      new FactKey<>(
          "os.abi.bits",
          FactType.INTEGER,
          "",
          "the same ELF header",
          "the width of a pointer in programs of this system: 32 or 64");

  /** The floating point calling convention where the architecture has several: hard or soft. */
  public static final FactKey<String> OS_ABI_FLOAT =
      new FactKey<>(
          "os.abi.float",
          FactType.TEXT,
          "",
          "the same ELF header, e_flags",
          "the floating point calling convention where the architecture has several: hard or soft");

  /** The variables that are set and that tools take for facts: name, value, tool. */
  public static final FactKey<List<FactRecord>> ENV_OVERRIDES =
      new FactKey<>(
          "env.overrides",
          FactType.RECORDS,
          "",
          "environment variables, by a table",
          "the variables that are set and that tools take for facts about the system instead of looking: name, value, tool");

  private OsFacts() {}

  static List<FactKey<?>> all() {
    return List.of(
        OS_NAME,
        OS_ID,
        OS_ID_LIKE,
        OS_VERSION_ID,
        OS_CODENAME,
        OS_PRETTY_NAME,
        OS_VERSION,
        KERNEL_NAME,
        KERNEL_VERSION,
        KERNEL_BUILD,
        KERNEL_MACHINE,
        OS_ABI_ARCH,
        OS_ABI_BITS,
        OS_ABI_FLOAT,
        ENV_OVERRIDES);
  }
}
