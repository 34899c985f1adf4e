package io.envprobe.tag.platform;

import java.util.Optional;

/**
 * What a conda client finds out of its machine; empty is what the machine does not have.
 *
 * @param subdir the machine's own platform, for example {@code linux-64}
 * @param archspec the name of its microarchitecture in archspec
 * @param level the highest generic level in archspec, for example {@code x86_64_v3}
 * @param kernel the release of a Linux kernel
 * @param glibc the version of glibc, where programs run on it
 * @param otherLibc whether programs run on a C library that is not glibc
 * @param macos the version of macOS
 * @param windows the version of Windows
 * @param cuda the CUDA version of the driver
 * @param cudaToolkit the CUDA version of an installed toolkit
 * @param cudaArch the lowest compute capability of the devices
 */
public record CondaHost(
    String subdir,
    Optional<String> archspec,
    Optional<String> level,
    Optional<String> kernel,
    Optional<String> glibc,
    boolean otherLibc,
    Optional<String> macos,
    Optional<String> windows,
    Optional<String> cuda,
    Optional<String> cudaToolkit,
    Optional<String> cudaArch) {}
