package io.envprobe.target.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which silicon it is.
 *
 * @param cores the kinds of cores in the order of the source, each with its design
 * @param all the designs, one for each that differs
 * @param isCertain false where a hypervisor made the identity up, no table has the model, or a kind
 *     of core has no design
 */
public record Identity(List<Core> cores, List<Silicon> all, boolean isCertain) {

  /**
   * A kind of core.
   *
   * @param design empty where no table has it
   */
  public record Core(CoreGroup group, Optional<Silicon> design) {}

  /** Copies the lists. */
  public Identity {
    cores = List.copyOf(cores);
    all = List.copyOf(all);
  }

  /** Identifies what the sources describe. */
  public static Identity of(CpuSources sources) {
    Observation main = sources.main();
    if (main == null) {
      return new Identity(List.of(), List.of(), false);
    }
    String architecture = sources.architecture();
    if (architecture.equals("aarch64") || architecture.startsWith("arm")) {
      return main.vendor().equals("Apple") && !main.brand().isEmpty() ? apple(main) : arm(main);
    }
    Optional<Silicon> found =
        sources.isX86() ? Silicon.x86(main) : Silicon.other(architecture, main);
    // Elsewhere than on x86 every processor runs the code of those before it.
    boolean known = found.isPresent() && (found.get().isExact() || !sources.isX86());
    return uniform(main, found, known && !isInvented(main.brand()));
  }

  private static Identity uniform(Observation main, Optional<Silicon> design, boolean genuine) {
    List<Core> cores = new ArrayList<>();
    for (CoreGroup group : main.cores()) {
      cores.add(new Core(group, design));
    }
    return design.isEmpty()
        ? new Identity(cores, List.of(), false)
        : new Identity(cores, List.of(design.get()), genuine);
  }

  private static Identity arm(Observation main) {
    List<Core> cores = Silicon.arm(main.cores());
    List<Silicon> all = new ArrayList<>();
    boolean complete = !cores.isEmpty();
    for (Core core : cores) {
      complete &= core.design().isPresent() && core.design().get().isExact();
      if (core.design().isPresent() && !hasName(all, core.design().get().name())) {
        all.add(core.design().get());
      }
    }
    return new Identity(cores, all, complete);
  }

  private static boolean hasName(List<Silicon> designs, String name) {
    for (Silicon design : designs) {
      if (design.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static Identity apple(Observation main) {
    String target = SysctlText.ownAppleTarget(main.brand());
    boolean known = !target.equals("aarch64");
    String lower = main.brand().toLowerCase(Locale.ROOT);
    int generation = SysctlText.appleGeneration(lower);
    String name =
        generation > 0
            ? "Apple M" + generation
            : known ? "Apple " + target.toUpperCase(Locale.ROOT) : main.brand();
    boolean exact = known && (generation == 0 || target.equals("m" + generation));
    return uniform(main, Optional.of(Silicon.of(name, known ? target : "", exact)), known);
  }

  /** Virtual machines whose CPU model is none that was ever made. */
  static boolean isInvented(String brand) {
    return brand.contains("QEMU Virtual CPU") || brand.startsWith("Common ");
  }

  /** The first kind of core that no table has. */
  Optional<CoreGroup> unnamed() {
    for (Core core : cores) {
      if (core.design().isEmpty()) {
        return Optional.of(core.group());
      }
    }
    return Optional.empty();
  }

  /** Whether every design is known itself, and none stands for a model that no table has. */
  boolean isExact() {
    return Silicon.isExact(all);
  }

  /** The name of the silicon; empty where it is not known. */
  public String name() {
    return Silicon.joined(all);
  }
}
