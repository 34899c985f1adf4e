package io.envprobe.target.internal;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.target.CpuInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The inputs of an examination, parsed, and what follows from them together. */
public final class CpuSources {
  private static final String NOT_THERE = " is not there";

  private final String architecture;
  private final String toldArchitecture;
  private final String operatingSystem;
  private final List<CpuInput> inputs;
  private final Map<CpuInput.Kind, String> texts;
  private final @Nullable CpuInfo blocks;
  private final @Nullable Observation cpuinfo;
  private final @Nullable AuxiliaryVector vector;
  private final @Nullable CpuidReader cpuid;
  private final @Nullable Observation sysctl;
  private final @Nullable Observation registers;
  private final @Nullable Observation registry;
  private @Nullable Reading<Set<String>> features;

  private CpuSources(String architecture, String operatingSystem, List<CpuInput> inputs) {
    this.inputs = List.copyOf(inputs);
    this.texts = new HashMap<>(); // An EnumMap looks its keys up by reflection.
    CpuInfo parsed = null;
    Observation fromCpuinfo = null;
    AuxiliaryVector fromVector = null;
    CpuidReader fromCpuid = null;
    Observation fromSysctl = null;
    Observation fromRegisters = null;
    Observation fromRegistry = null;
    for (CpuInput input : inputs) {
      if (input.content() instanceof Reading.Present<String> present) {
        texts.put(input.kind(), present.value());
      }
    }
    for (CpuInput input : inputs) {
      CpuInput.Kind kind = input.kind();
      String text = texts.get(kind);
      String locator = input.locator();
      if (text == null || !input.content().isPresent()) {
        continue;
      }
      // Not a switch: that would be one more class to load before the first tag is printed.
      if (kind == CpuInput.Kind.CPUINFO) {
        parsed = CpuInfo.parse(text);
        fromCpuinfo = CpuInfoReader.read(parsed, locator);
      } else if (kind == CpuInput.Kind.AUXILIARY_VECTOR) {
        fromVector = AuxiliaryVector.parse(text);
      } else if (kind == CpuInput.Kind.CPUID) {
        boolean lazy = operatingSystem.equals("macos");
        fromCpuid = CpuidReader.read(CpuidText.parse(text), locator, lazy);
      } else if (kind == CpuInput.Kind.SYSCTL) {
        fromSysctl = SysctlReader.read(SysctlText.parse(text), locator);
      } else if (kind == CpuInput.Kind.IDENTIFICATION) {
        fromRegisters =
            IdentificationReader.read(
                text, Capacities.parse(texts.getOrDefault(CpuInput.Kind.CAPACITIES, "")), locator);
      } else if (kind == CpuInput.Kind.PROCESSOR_REGISTRY) {
        fromRegistry = RegistryReader.read(text, locator);
      }
    }
    this.blocks = parsed;
    this.cpuinfo = fromCpuinfo;
    this.vector = fromVector;
    this.cpuid = fromCpuid;
    this.sysctl = fromSysctl;
    this.registers = fromRegisters;
    this.registry = fromRegistry;
    this.operatingSystem = operatingSystem;
    this.toldArchitecture = normal(architecture);
    this.architecture = told(toldArchitecture, fromCpuinfo, fromCpuid, fromSysctl);
  }

  /** Parses what there is. */
  public static CpuSources of(String architecture, String operatingSystem, List<CpuInput> inputs) {
    String system = operatingSystem.toLowerCase(Locale.ROOT);
    return new CpuSources(architecture, system.equals("darwin") ? "macos" : system, inputs);
  }

  private static String normal(String architecture) {
    String lower = architecture.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "amd64", "x64" -> "x86_64";
      case "arm64" -> "aarch64";
      default -> lower;
    };
  }

  /** A raw dump of a processor without long mode belongs to no 64-bit machine, whoever says so. */
  private static String told(
      String told,
      @Nullable Observation cpuinfo,
      @Nullable CpuidReader cpuid,
      @Nullable Observation sysctl) {
    if (cpuinfo != null) {
      return told.isEmpty() ? cpuinfo.architecture() : told;
    }
    if (cpuid != null) {
      String read = cpuid.observation().architecture();
      return told.isEmpty() || (told.equals("x86_64") && !read.isEmpty()) ? read : told;
    }
    if (sysctl != null && !sysctl.architecture().isEmpty()) {
      return sysctl.architecture();
    }
    return told;
  }

  /** The architecture; empty where nothing tells. */
  public String architecture() {
    return architecture;
  }

  /** The architecture that the caller gave; where there was none, as the texts tell. */
  String toldArchitecture() {
    return toldArchitecture.isEmpty() ? architecture : toldArchitecture;
  }

  /** The operating system; empty where nothing tells. */
  public String operatingSystem() {
    return operatingSystem;
  }

  /** The text of a kind; empty where there is none. */
  public String text(CpuInput.Kind kind) {
    return texts.getOrDefault(kind, "");
  }

  /** Whether there is a text of that kind. */
  public boolean has(CpuInput.Kind kind) {
    return texts.containsKey(kind);
  }

  /** Whether it is an x86 processor, of either width. */
  public boolean isX86() {
    return relative(architecture).equals("x86");
  }

  /** The kernel's file, where that is among the inputs. */
  @Nullable CpuInfo cpuInfo() {
    return blocks;
  }

  /** The words of the auxiliary vector, where that is among the inputs. */
  @Nullable AuxiliaryVector vector() {
    return vector;
  }

  /** What the CPUID instruction answered, where that is among the inputs. */
  @Nullable CpuidReader cpuid() {
    return cpuid;
  }

  /** The source that identifies the processor. */
  public @Nullable Observation main() {
    if (cpuinfo != null) {
      return isForeign() ? null : withCores(cpuinfo);
    }
    if (cpuid != null) {
      return withCores(cpuid.observation());
    }
    if (sysctl != null) {
      return sysctl;
    }
    if (registers == null || registers.cores().isEmpty()) {
      return registry == null ? registers : registry;
    }
    return registry == null ? registers : registers.withBrand(registry.brand());
  }

  /** Neither the kernel's file nor one processor's CPUID tells all kinds of cores apart. */
  private Observation withCores(Observation listed) {
    if (has(CpuInput.Kind.HYBRID_LISTS)) {
      return listed.withCores(HybridLists.cores(text(CpuInput.Kind.HYBRID_LISTS), listed.vendor()));
    }
    if (registers != null && registers.processors() >= listed.processors()) {
      return listed.withCores(registers.cores());
    }
    if (listed.cores().isEmpty() && has(CpuInput.Kind.CAPACITIES)) {
      return listed.withCores(Capacities.parse(text(CpuInput.Kind.CAPACITIES)).groups());
    }
    return cpuid != null && registry != null ? listed.withCores(registry.cores()) : listed;
  }

  /**
   * Whether the text describes a processor of another architecture: an emulator let the file of the
   * machine below it through.
   */
  public boolean isForeign() {
    return cpuinfo != null
        && !cpuinfo.architecture().isEmpty()
        && !architecture.isEmpty()
        && !relative(cpuinfo.architecture()).equals(relative(architecture));
  }

  /** The architecture that the file of a machine below an emulator describes. */
  public String foreignArchitecture() {
    return cpuinfo == null ? "" : cpuinfo.architecture();
  }

  private static String relative(String name) {
    if (name.startsWith("arm") || name.equals("aarch64")) {
      return "arm";
    }
    if (name.startsWith("ppc")) {
      return "ppc";
    }
    boolean x86 = name.startsWith("x86") || (name.length() == 4 && name.endsWith("86"));
    return x86 ? "x86" : name;
  }

  /** The usable features. */
  public Reading<Set<String>> features() {
    Reading<Set<String>> known = features;
    if (known == null) {
      known = UsableFeatures.of(this);
      features = known;
    }
    return known;
  }

  /** What the identity was drawn from. */
  public Evidence mainEvidence() {
    Observation main = main();
    return main == null ? Evidence.rule("processor", "no source") : main.evidence();
  }

  /** Every place that was looked at for the identity and the features. */
  public Evidence[] allEvidence() {
    List<Evidence> evidence = new ArrayList<>();
    for (CpuInput input : inputs) {
      if (!input.kind().isIdentifying()) {
        continue;
      }
      String excerpt = "";
      if (input.content() instanceof Reading.Unknown<String> unknown) {
        excerpt = unknown.detail();
      } else if (input.content().isAbsent()) {
        excerpt = "not there";
      }
      evidence.add(new Evidence(input.source(), input.locator(), excerpt));
    }
    return evidence.toArray(new Evidence[0]);
  }

  /** Why a fact that no source gives is unknown: the cause of the first source that failed. */
  public Reading.Unknown<?> whyUnknown() {
    if (isForeign()) {
      return new Reading.Unknown<>(
          UnknownCause.CONFLICTING,
          "the file describes a processor of architecture "
              + foreignArchitecture()
              + ", this machine is "
              + architecture);
    }
    String why = "no source names it here";
    boolean isFirst = true;
    for (CpuInput input : inputs) {
      if (!input.kind().isIdentifying()) {
        continue;
      }
      if (input.content() instanceof Reading.Unknown<String> unknown) {
        return unknown;
      }
      if (isFirst || (input.content().isAbsent() && !why.endsWith(NOT_THERE))) {
        why = input.locator() + (input.content().isAbsent() ? NOT_THERE : " does not tell");
        isFirst = false;
      }
    }
    return new Reading.Unknown<>(UnknownCause.UNSUPPORTED, why);
  }

  /** Why a text of a kind is not known, where it was asked for. */
  Optional<Reading.Unknown<String>> failure(CpuInput.Kind kind) {
    for (CpuInput input : inputs) {
      if (input.kind() == kind && input.content() instanceof Reading.Unknown<String> unknown) {
        return Optional.of(unknown);
      }
    }
    return Optional.empty();
  }
}
