package io.envprobe.target.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.target.CpuInput;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands between a program and the silicon: hypervisor, emulator, and what they hide. */
public final class EnvironmentFacts {
  /** The build that gVisor's kernel claims; it is the same in every release. */
  private static final String GVISOR_BANNER = "#1 SMP Sun Jan 10 15:06:54 PST 2016";

  /** IMAGE_FILE_MACHINE_ARM64. */
  private static final String WINDOWS_ARM = "0xaa64";

  private final CpuSources sources;
  private final Identity identity;
  private final Surroundings surroundings = new Surroundings();

  /** Facts from those sources. */
  public EnvironmentFacts(CpuSources sources, Identity identity) {
    this.sources = sources;
    this.identity = identity;
  }

  /** All of them. */
  public List<Fact<?>> facts() {
    return List.of(
        hypervisor(),
        emulation(),
        new HiddenFeatures(sources, identity).fact(),
        TilePermission.fact(sources),
        avx10(),
        apx());
  }

  private Fact<String> hypervisor() {
    CpuidReader cpuid = sources.cpuid();
    if (cpuid != null && !cpuid.hypervisor().isEmpty() && isVirtual(sources)) {
      return Fact.observed(
          CpuFacts.CPU_HYPERVISOR,
          surroundings.hypervisor(cpuid.hypervisor()),
          new Evidence("call", "CPUID leaf 40000000h", cpuid.hypervisor()));
    }
    if (sources.has(CpuInput.Kind.HYPERVISOR)) {
      return Fact.observed(
          CpuFacts.CPU_HYPERVISOR,
          sources.text(CpuInput.Kind.HYPERVISOR).strip(),
          Evidence.file("/sys/hypervisor/type", ""));
    }
    Optional<Surroundings.Betrayal> machine =
        surroundings.hypervisorOfMachine(sources.text(CpuInput.Kind.MACHINE));
    if (machine.isPresent()) {
      return Fact.derived(
          CpuFacts.CPU_HYPERVISOR,
          machine.get().name(),
          Evidence.file(
              "/sys/class/dmi/id, /proc/device-tree, /proc/sysinfo", machine.get().line()));
    }
    if (isVirtual(sources)) {
      Optional<Reading.Unknown<String>> failure = sources.failure(CpuInput.Kind.CPUID);
      return Fact.unknown(
          CpuFacts.CPU_HYPERVISOR,
          failure.isPresent() ? failure.get().cause() : UnknownCause.UNSUPPORTED,
          "there is a hypervisor; only the CPUID instruction names it"
              + (failure.isPresent() ? ", and " + failure.get().detail() : ""),
          sources.mainEvidence());
    }
    if (sources.isX86() && sources.features().isPresent()) {
      return Fact.absent(CpuFacts.CPU_HYPERVISOR, sources.mainEvidence());
    }
    if (sources.isX86() || sources.main() == null) {
      return unknown(CpuFacts.CPU_HYPERVISOR);
    }
    return Fact.unknown(
        CpuFacts.CPU_HYPERVISOR,
        UnknownCause.UNSUPPORTED,
        "processors of architecture " + sources.architecture() + " do not tell of a hypervisor",
        sources.mainEvidence());
  }

  /** Whether the processor says that a hypervisor runs it. */
  static boolean isVirtual(CpuSources sources) {
    return sources.features() instanceof Reading.Present<Set<String>> present
        && present.value().contains("hypervisor");
  }

  private Fact<String> emulation() {
    Observation main = sources.main();
    if (sources.isForeign()) {
      return Fact.derived(
          CpuFacts.CPU_EMULATION,
          "qemu-user",
          Evidence.file(
              "/proc/cpuinfo", "describes a processor of " + sources.foreignArchitecture()));
    }
    if (SysctlText.parse(sources.text(CpuInput.Kind.SYSCTL))
        .value("sysctl.proc_translated")
        .equals("1")) {
      return Fact.observed(
          CpuFacts.CPU_EMULATION, "Rosetta", new Evidence("call", "sysctl.proc_translated", "1"));
    }
    if (isPrism()) {
      return Fact.observed(
          CpuFacts.CPU_EMULATION,
          "Prism",
          new Evidence(
              "call", "IsWow64Process2", sources.text(CpuInput.Kind.WINDOWS_MACHINES).strip()));
    }
    if (sources.text(CpuInput.Kind.KERNEL_BANNER).contains(GVISOR_BANNER)) {
      return Fact.derived(
          CpuFacts.CPU_EMULATION, "gVisor", Evidence.file("/proc/version", GVISOR_BANNER));
    }
    if (main == null) {
      Reading.Unknown<?> why = sources.whyUnknown();
      return Fact.unknown(CpuFacts.CPU_EMULATION, why.cause(), why.detail(), sources.allEvidence());
    }
    String translator = surroundings.translator(main.vendor());
    if (main.brand().startsWith("VirtualApple")) {
      translator = "Rosetta";
    }
    if (!translator.isEmpty()) {
      return Fact.derived(CpuFacts.CPU_EMULATION, translator, main.evidence());
    }
    boolean qemu =
        sources.architecture().equals("riscv64")
            && main.cores().stream().anyMatch(group -> group.part().equals("qemu"));
    return qemu
        ? Fact.derived(CpuFacts.CPU_EMULATION, "qemu-user", main.evidence())
        : Fact.absent(CpuFacts.CPU_EMULATION, main.evidence());
  }

  /** A process of x86 on a machine of Arm; the second word is the machine's own type. */
  private boolean isPrism() {
    return sources.isX86()
        && sources.text(CpuInput.Kind.WINDOWS_MACHINES).strip().endsWith(" " + WINDOWS_ARM);
  }

  private Fact<Long> avx10() {
    if (!sources.isX86() && !sources.architecture().isEmpty()) {
      return Fact.absent(CpuFacts.CPU_AVX10, otherArchitecture());
    }
    CpuidReader cpuid = sources.cpuid();
    if (cpuid != null) {
      return cpuid.avx10() > 0
          ? Fact.observed(CpuFacts.CPU_AVX10, cpuid.avx10(), cpuid.observation().evidence())
          : Fact.absent(CpuFacts.CPU_AVX10, cpuid.observation().evidence());
    }
    // AVX10 includes the foundation of AVX-512: where that is not usable, neither is this.
    return sources.features() instanceof Reading.Present<Set<String>> present
            && !present.value().contains("avx512f")
        ? Fact.absent(CpuFacts.CPU_AVX10, sources.mainEvidence())
        : unknown(CpuFacts.CPU_AVX10);
  }

  private Fact<Boolean> apx() {
    if (!sources.isX86() && !sources.architecture().isEmpty()) {
      return Fact.absent(CpuFacts.CPU_APX, otherArchitecture());
    }
    return sources.features() instanceof Reading.Present<Set<String>> present
        ? Fact.derived(
            CpuFacts.CPU_APX, present.value().contains("apx"), Evidence.rule("cpu.features", "apx"))
        : unknown(CpuFacts.CPU_APX);
  }

  private Evidence otherArchitecture() {
    return Evidence.rule("architecture", sources.architecture());
  }

  private <T> Fact<T> unknown(FactKey<T> key) {
    Reading.Unknown<?> why = sources.whyUnknown();
    return Fact.unknown(key, why.cause(), why.detail(), sources.allEvidence());
  }
}
