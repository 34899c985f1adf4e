package io.envprobe.tag;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import java.util.List;

/** Profiles of named machines, with the facts that vocabularies read. */
public final class Machines {
  private Machines() {}

  /** Debian 12 on x86-64, level 3, CPython 3.11. */
  public static Profile debian12() {
    Profile profile = linux("x86_64", "glibc", "2.36");
    profile = with(profile, OsFacts.OS_ID, "debian");
    profile = with(profile, OsFacts.OS_VERSION_ID, "12");
    profile = with(profile, OsFacts.KERNEL_VERSION, "6.1.0-28-amd64");
    profile = with(profile, CpuFacts.CPU_LEVEL, 3L);
    profile = with(profile, PythonFacts.PYTHON_PATH, "/usr/bin/python3.11");
    profile = with(profile, PythonFacts.PYTHON_IMPLEMENTATION, "cpython");
    profile = with(profile, PythonFacts.PYTHON_VERSION, "3.11.2");
    profile = with(profile, PythonFacts.PYTHON_ABIS, List.of("cp311"));
    profile = with(profile, PythonFacts.PYTHON_LIBC, "glibc");
    return with(profile, PythonFacts.PYTHON_ARCH, "x86_64");
  }

  /** Alpine 3.20 on aarch64. */
  public static Profile alpine() {
    Profile profile = linux("aarch64", "musl", "1.2.5");
    profile = with(profile, OsFacts.OS_ID, "alpine");
    return with(profile, OsFacts.OS_VERSION_ID, "3.20.3");
  }

  /** A Raspberry Pi with a 32-bit system under a 64-bit kernel. */
  public static Profile raspberryPi() {
    Profile profile = linux("armv7l", "glibc", "2.31");
    profile = with(profile, CpuFacts.CPU_ARCH, "aarch64");
    profile = with(profile, OsFacts.KERNEL_MACHINE, "aarch64");
    profile = with(profile, OsFacts.OS_ABI_BITS, 32L);
    return with(profile, OsFacts.OS_ABI_FLOAT, "hard");
  }

  /** macOS 14.5 on Apple silicon. */
  public static Profile macbook() {
    Profile profile = with(Profile.EMPTY, OsFacts.OS_NAME, "macos");
    profile = with(profile, OsFacts.OS_VERSION, "14.5");
    profile = with(profile, OsFacts.KERNEL_VERSION, "23.5.0");
    return with(profile, CpuFacts.CPU_ARCH, "aarch64");
  }

  /** Windows 11 on x86-64. */
  public static Profile windows() {
    Profile profile = with(Profile.EMPTY, OsFacts.OS_NAME, "windows");
    profile = with(profile, OsFacts.OS_VERSION, "10.0.22631");
    return with(profile, CpuFacts.CPU_ARCH, "x86_64");
  }

  /** A Linux with one C library. */
  public static Profile linux(String arch, String libc, String version) {
    Profile profile = with(Profile.EMPTY, OsFacts.OS_NAME, "linux");
    profile = with(profile, OsFacts.OS_ABI_ARCH, arch);
    profile = with(profile, CpuFacts.CPU_ARCH, arch);
    profile = with(profile, LibraryFacts.LIBC_NAME, libc);
    return with(profile, LibraryFacts.LIBC_VERSION, version);
  }

  /** A profile with one more observed fact. */
  public static <T> Profile with(Profile profile, FactKey<T> key, T value) {
    return profile.with(Fact.observed(key, value));
  }
}
