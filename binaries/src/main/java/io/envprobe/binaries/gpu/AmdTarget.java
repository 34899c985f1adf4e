package io.envprobe.binaries.gpu;

import java.util.Optional;

/**
 * What AMD's code is compiled for: a processor and settings that it must have. Immutable.
 *
 * <p>Source: https://llvm.org/docs/AMDGPUUsage.html#target-id
 *
 * @param processor {@code gfx90a}; {@code gfx9-4-generic} for a family; {@code amdgcnspirv} for
 *     what is compiled where it runs
 * @param xnack whether memory faults are retried; empty where either will do
 * @param sramecc whether memory on the chip is checked; empty where either will do
 */
public record AmdTarget(String processor, Optional<Boolean> xnack, Optional<Boolean> sramecc) {
  private static final String[] SYSTEMS = {"amdgcn-amd-amdhsa", "spirv64-amd-amdhsa"};
  private static final String[] PROCESSORS = {"gfx", "amdgcnspirv"};

  /**
   * A target by its text, such as {@code gfx90a:sramecc+:xnack-}. Settings that are not known are
   * left out.
   */
  public static AmdTarget of(String text) {
    String[] parts = text.split(":", -1);
    Optional<Boolean> xnack = Optional.empty();
    Optional<Boolean> sramecc = Optional.empty();
    for (int i = 1; i < parts.length; i++) {
      boolean on = parts[i].endsWith("+");
      if (parts[i].equals("xnack+") || parts[i].equals("xnack-")) {
        xnack = Optional.of(on);
      } else if (parts[i].equals("sramecc+") || parts[i].equals("sramecc-")) {
        sramecc = Optional.of(on);
      }
    }
    return new AmdTarget(parts[0], xnack, sramecc);
  }

  /** The target of a bundle's entry; empty where the entry is not for AMD's processors. */
  static Optional<AmdTarget> ofBundleEntry(String id) {
    for (String system : SYSTEMS) {
      int at = id.indexOf(system);
      // One hyphen follows in old bundles, two in later ones, or an environment between two.
      for (int i = 0; at >= 0 && i < PROCESSORS.length; i++) {
        int start = id.indexOf(PROCESSORS[i], at + system.length());
        if (start >= 0) {
          return Optional.of(of(id.substring(start)));
        }
      }
    }
    return Optional.empty();
  }

  /** As the compiler spells it. */
  @Override
  public String toString() {
    return processor + setting("sramecc", sramecc) + setting("xnack", xnack);
  }

  private static String setting(String name, Optional<Boolean> value) {
    return value.isEmpty() ? "" : ":" + name + (value.get() ? "+" : "-");
  }
}
