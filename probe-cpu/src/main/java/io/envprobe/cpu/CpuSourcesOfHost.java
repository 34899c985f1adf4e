package io.envprobe.cpu;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Reading;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.probe.ProbeSession;
import io.envprobe.target.CpuExamination;
import io.envprobe.target.CpuInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks the host for raw texts about the processor, cheapest first; one use, one thread. */
final class CpuSourcesOfHost {
  /** Some 1,800 bytes a processor: enough for 8,000 of them. */
  private static final int CPUINFO_LIMIT = 16 << 20;

  private static final int VECTOR_LIMIT = 1 << 16;
  private static final int SMALL_LIMIT = 1 << 12;
  private static final int PROCESSORS_LIMIT = 1024;

  /** What the kernel of macOS is asked for; a name that it does not have is left out. */
  private static final List<String> SYSCTL_NAMES =
      List.of(
          "machdep.cpu.brand_string",
          "machdep.cpu.vendor",
          "machdep.cpu.family",
          "machdep.cpu.model",
          "machdep.cpu.stepping",
          "machdep.cpu.features",
          "machdep.cpu.leaf7_features",
          "machdep.cpu.extfeatures",
          "hw.ncpu",
          "hw.perflevel0.logicalcpu",
          "hw.perflevel1.logicalcpu",
          "hw.optional.avx512f",
          "hw.optional.avx512bw",
          "hw.optional.avx512cd",
          "hw.optional.avx512dq",
          "hw.optional.avx512vl",
          "hw.optional.armv8_crc32",
          "sysctl.proc_translated");

  private final Host host;
  private final String architecture;
  private final String system;
  private final List<CpuInput> inputs = new ArrayList<>();

  private CpuSourcesOfHost(Host host, String architecture, String system) {
    this.host = host;
    this.architecture = architecture;
    this.system = system;
  }

  /** What identifies the processor: files on Linux, calls on macOS and Windows. */
  static CpuSourcesOfHost of(ProbeSession session) {
    CpuSourcesOfHost sources =
        new CpuSourcesOfHost(
            session.host(),
            text(session.reading(CpuFacts.CPU_ARCH)),
            text(session.reading(OsFacts.OS_NAME)));
    switch (sources.system) {
      case "macos" -> sources.askSysctl();
      case "windows" -> sources.askWindows();
      default -> sources.askFiles();
    }
    return sources;
  }

  /** Adds what tells the kinds of cores apart, those that are switched off now among them. */
  CpuSourcesOfHost withCores() {
    if (architecture.equals("x86_64") && !isCallSystem()) {
      Reading<String> performance = small("/sys/devices/cpu_core/cpus");
      Reading<String> efficiency = small("/sys/devices/cpu_atom/cpus");
      if (performance.isPresent() && efficiency.isPresent()) {
        inputs.add(
            CpuInput.of(
                CpuInput.Kind.HYBRID_LISTS,
                "/sys/devices/cpu_core/cpus",
                "performance " + text(performance) + "\nefficiency " + text(efficiency) + "\n"));
      }
    }
    if (architecture.equals("aarch64") && !isCallSystem()) {
      long possible = lastNumber(small("/sys/devices/system/cpu/possible"));
      StringBuilder lines = new StringBuilder();
      for (long cpu = 0; cpu <= Math.min(possible, PROCESSORS_LIMIT); cpu++) {
        String path = "/sys/devices/system/cpu/cpu" + cpu + "/regs/identification/midr_el1";
        if (small(path) instanceof Reading.Present<String> register) {
          lines.append(cpu).append(' ').append(register.value().strip()).append('\n');
        }
      }
      if (!lines.isEmpty()) {
        inputs.add(
            CpuInput.of(
                CpuInput.Kind.IDENTIFICATION,
                "/sys/devices/system/cpu/cpu*/regs/identification/midr_el1",
                lines.toString()));
      }
    }
    return this;
  }

  /** Adds the CPUID instruction's answers where the files say that there is more to know. */
  CpuSourcesOfHost withInstruction() {
    boolean open =
        inputs.stream()
            .anyMatch(
                input ->
                    input.kind() == CpuInput.Kind.CPUINFO
                        && (!(input.content() instanceof Reading.Present<String> text)
                            || text.value().contains(" hypervisor ")
                            || text.value().contains(" avx10")));
    if (architecture.equals("x86_64") && open && !isCallSystem()) {
      inputs.add(call(CpuInput.Kind.CPUID, "cpuid"));
    }
    return this;
  }

  /** Adds the answer of the RISC-V kernel, which knows extensions that its file does not list. */
  CpuSourcesOfHost withHardwareProbe() {
    if (architecture.equals("riscv64") && !isCallSystem()) {
      inputs.add(call(CpuInput.Kind.HWPROBE, "hwprobe"));
    }
    return this;
  }

  /** Adds what the environment takes from the C library. */
  CpuSourcesOfHost withTunables() {
    if (system.equals("linux")) {
      inputs.add(
          new CpuInput(
              CpuInput.Kind.TUNABLES, "GLIBC_TUNABLES", host.variable("GLIBC_TUNABLES").reading()));
    }
    return this;
  }

  /** Adds what the system says about itself. */
  CpuSourcesOfHost withSystem() {
    if (!isCallSystem()) {
      inputs.add(
          new CpuInput(
              CpuInput.Kind.HYPERVISOR, "/sys/hypervisor/type", small("/sys/hypervisor/type")));
      inputs.add(
          new CpuInput(CpuInput.Kind.KERNEL_BANNER, "/proc/version", small("/proc/version")));
    }
    return this;
  }

  /** Hands everything over. */
  CpuExamination examine() {
    return CpuExamination.of(architecture, system, inputs);
  }

  private boolean isCallSystem() {
    return system.equals("macos") || system.equals("windows");
  }

  private void askFiles() {
    Reading<byte[]> cpuinfo =
        host.answer(new Request.Content("/proc/cpuinfo", CPUINFO_LIMIT)).reading();
    Reading<String> cpuinfoText =
        cpuinfo instanceof Reading.Present<byte[]> present
            ? Reading.present(new String(present.value(), StandardCharsets.UTF_8))
            : failed(cpuinfo);
    inputs.add(new CpuInput(CpuInput.Kind.CPUINFO, "/proc/cpuinfo", cpuinfoText));
    Reading<byte[]> vector =
        host.answer(new Request.Content("/proc/self/auxv", VECTOR_LIMIT)).reading();
    Reading<String> vectorText =
        vector instanceof Reading.Present<byte[]> present
            ? Reading.present(CpuInput.auxiliaryVector(present.value()))
            : failed(vector);
    inputs.add(new CpuInput(CpuInput.Kind.AUXILIARY_VECTOR, "/proc/self/auxv", vectorText));
  }

  private void askSysctl() {
    StringBuilder lines = new StringBuilder();
    Reading<String> last = Reading.absent();
    for (String name : sysctlNames()) {
      Outcome<String> outcome = host.answer(new Request.NativeCall("sysctlbyname", List.of(name)));
      if (outcome.reading() instanceof Reading.Present<String> value) {
        lines.append(name).append(": ").append(value.value()).append('\n');
      } else if (!outcome.isNotFound()) {
        last = outcome.reading();
      }
    }
    inputs.add(
        new CpuInput(
            CpuInput.Kind.SYSCTL,
            "sysctlbyname",
            lines.isEmpty() ? last : Reading.present(lines.toString())));
  }

  private List<String> sysctlNames() {
    List<String> names = new ArrayList<>(SYSCTL_NAMES);
    if (!architecture.equals("x86_64")) {
      names.addAll(CpuInput.appleFeatureNames());
    }
    return names;
  }

  private void askWindows() {
    if (architecture.equals("aarch64")) {
      StringBuilder lines = new StringBuilder();
      Reading<String> register = register(0);
      Reading<String> first = register;
      for (int cpu = 1; register.isPresent() && cpu <= PROCESSORS_LIMIT; cpu++) {
        lines.append(cpu - 1).append(' ').append(text(register)).append('\n');
        register = register(cpu);
      }
      inputs.add(
          new CpuInput(
              CpuInput.Kind.IDENTIFICATION,
              "HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\*\\CP 4000",
              lines.isEmpty() ? first : Reading.present(lines.toString())));
    } else {
      inputs.add(call(CpuInput.Kind.CPUID, "cpuid"));
    }
  }

  private Reading<String> register(int cpu) {
    return host.answer(
            new Request.NativeCall("processor-registry", List.of(Integer.toString(cpu), "CP 4000")))
        .reading();
  }

  private CpuInput call(CpuInput.Kind kind, String function) {
    return new CpuInput(
        kind, function, host.answer(new Request.NativeCall(function, List.of())).reading());
  }

  private Reading<String> small(String path) {
    Reading<byte[]> bytes = host.answer(new Request.Content(path, SMALL_LIMIT)).reading();
    return bytes instanceof Reading.Present<byte[]> present
        ? Reading.present(new String(present.value(), StandardCharsets.UTF_8))
        : failed(bytes);
  }

  /** The last number of a list such as {@code 0-7,16-23}; −1 where there is none. */
  private static long lastNumber(Reading<String> list) {
    String text = text(list).strip();
    int start = text.length();
    while (start > 0 && Character.isDigit(text.charAt(start - 1))) {
      start--;
    }
    boolean number = start < text.length() && text.length() - start < 7;
    return number ? Long.parseLong(text.substring(start)) : -1;
  }

  private static String text(Reading<String> reading) {
    return reading instanceof Reading.Present<String> present ? present.value() : "";
  }

  private static Reading<String> failed(Reading<byte[]> reading) {
    return reading instanceof Reading.Unknown<byte[]> unknown
        ? Reading.unknown(unknown.cause(), unknown.detail())
        : Reading.absent();
  }
}
