package io.envprobe.tag.variant.provider;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the tools and files of ROCm say. Immutable.
 *
 * @param linux whether the system is Linux
 * @param rocminfo what that program prints; nothing where it is missing or fails
 * @param agentEnumerator the same of {@code rocm_agent_enumerator -name}
 * @param files the content of files by path: the version of ROCm and that of the kernel driver
 */
public record AmdFacts(
    boolean linux,
    Optional<String> rocminfo,
    Optional<String> agentEnumerator,
    Map<String, String> files) {
  /** The version of the kernel driver. */
  static final String DRIVER_VERSION = "/sys/module/amdgpu/version";

  /** Copies the map. */
  public AmdFacts {
    Objects.requireNonNull(rocminfo);
    Objects.requireNonNull(agentEnumerator);
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }
}
