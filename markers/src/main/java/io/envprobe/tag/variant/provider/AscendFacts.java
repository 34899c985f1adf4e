package io.envprobe.tag.variant.provider;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the tools and files of Huawei's processors say. Immutable.
 *
 * @param machine as {@code uname -m} prints it
 * @param npuSmi what {@code npu-smi info} prints; nothing where it is missing or fails
 * @param files the content of files by path
 */
public record AscendFacts(String machine, Optional<String> npuSmi, Map<String, String> files) {
  /** Copies the map. */
  public AscendFacts {
    Objects.requireNonNull(machine);
    Objects.requireNonNull(npuSmi);
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }
}
