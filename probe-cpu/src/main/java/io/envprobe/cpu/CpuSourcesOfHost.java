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
import java.util.ArrayList;
import java.util.List;

/** Asks the host for raw texts about the processor, cheapest first; one use, one thread. */
final class CpuSourcesOfHost {
  /** Some 1,800 bytes a processor: enough for 8,000 of them. */
  private static final int CPUINFO_LIMIT = 16 << 20;

  private static final int VECTOR_LIMIT = 1 << 16;

  /** What the kernel lists where the processor has AMX, the bit of its state included. */
  private static final String TILES = " amx_tile";

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
          "hw.optional.avx512ifma",
          "hw.optional.avx512vbmi",
          "hw.optional.armv8_crc32",
          "sysctl.proc_translated");

  private final Host host;
  private final String architecture;
  private final String system;
  private final HostTexts texts;
  private final List<CpuInput> inputs = new ArrayList<>();
  private Reading<String> cpuinfo = Reading.absent();
  private boolean hasBanner;

  private CpuSourcesOfHost(Host host, String architecture, String system) {
    this.host = host;
    this.architecture = architecture;
    this.system = system;
    texts = new HostTexts(host);
  }

  /** What identifies the processor: files on Linux, calls on macOS and Windows. */
  static CpuSourcesOfHost of(ProbeSession session) {
    CpuSourcesOfHost sources =
        new CpuSourcesOfHost(
            session.host(),
            HostTexts.text(session.reading(CpuFacts.CPU_ARCH)),
            HostTexts.text(session.reading(OsFacts.OS_NAME)));
    switch (sources.system) {
      case "macos" -> sources.askSysctl();
      case "windows" -> WindowsTexts.add(sources.texts, sources.architecture, sources.inputs);
      default -> sources.askFiles();
    }
    return sources;
  }

  /** Adds what tells the kinds of cores apart, those that are switched off now among them. */
  CpuSourcesOfHost withCores() {
    if (system.equals("windows")) {
      WindowsTexts.addCores(texts, architecture, inputs);
    } else if (!isCallSystem()) {
      CoreTexts.add(texts, architecture, inputs);
    }
    return this;
  }

  /** Adds the CPUID instruction's answers where the files say that there is more to know. */
  CpuSourcesOfHost withInstruction() {
    if (architecture.equals("x86_64") && !isCallSystem() && isOpen()) {
      inputs.add(texts.call(CpuInput.Kind.CPUID, "cpuid", List.of()));
    }
    if (lists(TILES)) {
      inputs.add(
          texts.call(CpuInput.Kind.TILE_PERMISSION, "arch_prctl", List.of("ARCH_GET_XCOMP_SUPP")));
    }
    return this;
  }

  /** The name of the hypervisor, and what kernels do not list: AVX10 and bits newer than they. */
  private boolean isOpen() {
    return lists(" hypervisor ") || lists(" avx512f ") || !cpuinfo.isPresent();
  }

  private boolean lists(String words) {
    return cpuinfo instanceof Reading.Present<String> text && text.value().contains(words);
  }

  /** Adds the answer of the RISC-V kernel, which knows extensions that its file does not list. */
  CpuSourcesOfHost withHardwareProbe() {
    if (architecture.equals("riscv64") && !isCallSystem()) {
      inputs.add(texts.call(CpuInput.Kind.HWPROBE, "hwprobe", List.of()));
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
    if (system.equals("windows")) {
      inputs.add(texts.call(CpuInput.Kind.WINDOWS_MACHINES, "IsWow64Process2", List.of()));
    } else if (!isCallSystem()) {
      inputs.add(texts.file(CpuInput.Kind.HYPERVISOR, "/sys/hypervisor/type"));
      addBanner();
      CoreTexts.addMachine(texts, inputs);
    }
    return this;
  }

  private void addBanner() {
    if (!hasBanner) {
      inputs.add(texts.file(CpuInput.Kind.KERNEL_BANNER, "/proc/version"));
      hasBanner = true;
    }
  }

  /** Hands everything over. */
  CpuExamination examine() {
    return CpuExamination.of(architecture, system, inputs);
  }

  private boolean isCallSystem() {
    return system.equals("macos") || system.equals("windows");
  }

  private void askFiles() {
    cpuinfo = texts.text("/proc/cpuinfo", CPUINFO_LIMIT);
    inputs.add(new CpuInput(CpuInput.Kind.CPUINFO, "/proc/cpuinfo", cpuinfo));
    if (lists(TILES)) {
      addBanner();
    }
    Reading<byte[]> vector = texts.bytes("/proc/self/auxv", VECTOR_LIMIT);
    inputs.add(
        new CpuInput(
            CpuInput.Kind.AUXILIARY_VECTOR,
            "/proc/self/auxv",
            vector instanceof Reading.Present<byte[]> present
                ? Reading.present(CpuInput.auxiliaryVector(present.value()))
                : HostTexts.failed(vector)));
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
}
