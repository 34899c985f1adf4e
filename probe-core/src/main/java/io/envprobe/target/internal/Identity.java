package io.envprobe.target.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which silicon it is.
 *
 * @param designs the designs of the cores, by kind of core; in the order of the source
 * @param all the designs, one for each that differs
 * @param unnamed the kinds of cores that no table has
 * @param isCertain whether a hypervisor made the identity up, or only the family is known
 */
public record Identity(
    Map<CoreGroup, Silicon> designs,
    List<Silicon> all,
    List<CoreGroup> unnamed,
    boolean isCertain) {

  /** Identifies what the sources describe. */
  public static Identity of(CpuSources sources) {
    Observation main = sources.main();
    if (main == null) {
      return new Identity(Map.of(), List.of(), List.of(), false);
    }
    String architecture = sources.architecture();
    if (architecture.equals("aarch64") || architecture.startsWith("arm")) {
      return arm(main);
    }
    Optional<Silicon> found =
        sources.isX86() ? Silicon.x86(main) : Silicon.other(architecture, main);
    return found
        .map(
            silicon -> {
              Map<CoreGroup, Silicon> designs = new LinkedHashMap<>();
              main.cores().forEach(group -> designs.put(group, silicon));
              return new Identity(
                  designs,
                  List.of(silicon),
                  List.of(),
                  silicon.isExact() && !isInvented(main.brand()));
            })
        .orElseGet(() -> new Identity(Map.of(), List.of(), main.cores(), false));
  }

  private static Identity arm(Observation main) {
    if (main.vendor().equals("Apple") && !main.brand().isEmpty()) {
      return apple(main);
    }
    Map<CoreGroup, Silicon> designs = Silicon.arm(main.cores());
    List<CoreGroup> unnamed = new ArrayList<>(main.cores());
    unnamed.removeAll(designs.keySet());
    List<Silicon> all = designs.values().stream().distinct().toList();
    return new Identity(designs, all, unnamed, !all.isEmpty() && unnamed.isEmpty());
  }

  private static Identity apple(Observation main) {
    String target = SysctlText.ownAppleTarget(main.brand());
    Silicon silicon =
        new Silicon(
            target.equals("aarch64")
                ? main.brand()
                : "Apple " + target.toUpperCase(java.util.Locale.ROOT),
            target.equals("aarch64") ? "" : target,
            "",
            "",
            !target.equals("aarch64"));
    Map<CoreGroup, Silicon> designs = new LinkedHashMap<>();
    main.cores().forEach(group -> designs.put(group, silicon));
    return new Identity(designs, List.of(silicon), List.of(), silicon.isExact());
  }

  /** Virtual machines whose CPU model is none that was ever made. */
  static boolean isInvented(String brand) {
    return brand.contains("QEMU Virtual CPU") || brand.startsWith("Common ");
  }

  /** The name of the silicon; empty where it is not known. */
  public String name() {
    return Silicon.joined(all);
  }
}
