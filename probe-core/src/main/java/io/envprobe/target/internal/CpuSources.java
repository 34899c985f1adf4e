package io.envprobe.target.internal;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.target.CpuInput;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The inputs of an examination, parsed, and what follows from them together. */
public final class CpuSources {
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

  private CpuSources(String architecture, String operatingSystem, List<CpuInput> inputs) {
    this.inputs = List.copyOf(inputs);
    this.texts = new EnumMap<>(CpuInput.Kind.class);
    CpuInfo parsed = null;
    Observation fromCpuinfo = null;
    AuxiliaryVector fromVector = null;
    CpuidReader fromCpuid = null;
    Observation fromSysctl = null;
    Observation fromRegisters = null;
    for (CpuInput input : inputs) {
      if (input.content() instanceof Reading.Present<String> text) {
        texts.put(input.kind(), text.value());
        switch (input.kind()) {
          case CPUINFO -> {
            parsed = CpuInfo.parse(text.value());
            fromCpuinfo = CpuInfoReader.read(parsed, input.locator());
          }
          case AUXILIARY_VECTOR -> fromVector = AuxiliaryVector.parse(text.value());
          case CPUID ->
              fromCpuid = CpuidReader.read(CpuidText.parse(text.value()), input.locator());
          case SYSCTL ->
              fromSysctl = SysctlReader.read(SysctlText.parse(text.value()), input.locator());
          case IDENTIFICATION ->
              fromRegisters = IdentificationReader.read(text.value(), input.locator());
          default -> {}
        }
      }
    }
    this.blocks = parsed;
    this.cpuinfo = fromCpuinfo;
    this.vector = fromVector;
    this.cpuid = fromCpuid;
    this.sysctl = fromSysctl;
    this.registers = fromRegisters;
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
      return cpuid.observation();
    }
    return sysctl != null ? sysctl : registers;
  }

  /** The kernel's file tells neither hybrid x86 cores apart nor of cores that are off. */
  private Observation withCores(Observation listed) {
    if (has(CpuInput.Kind.HYBRID_LISTS)) {
      return listed.withCores(HybridLists.cores(text(CpuInput.Kind.HYBRID_LISTS), listed.vendor()));
    }
    return registers == null || count(registers) <= count(listed)
        ? listed
        : listed.withCores(registers.cores());
  }

  private static int count(Observation observation) {
    int count = 0;
    for (CoreGroup group : observation.cores()) {
      count += group.cpus();
    }
    return count;
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
    Set<String> features = new TreeSet<>();
    boolean known = false;
    Observation main = main();
    if (main != null && main.features().isPresent() && !hasNarrowView(main)) {
      features.addAll(main.features().get());
      known = true;
    }
    if (vector != null && !isX86()) {
      Set<String> named = HardwareCapabilities.features(architecture, vector);
      features.addAll(named);
      known |= !named.isEmpty();
    }
    return known
        ? Reading.present(features)
        : Reading.unknown(whyUnknown().cause(), whyUnknown().detail());
  }

  /** A 64-bit kernel lists 32-bit names for a process with a 32-bit personality. */
  private boolean hasNarrowView(Observation main) {
    return architecture.equals("aarch64") && main.architecture().equals("arm");
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
      if (!isIdentifying(input.kind())) {
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
    List<CpuInput> identifying = new ArrayList<>();
    for (CpuInput input : inputs) {
      if (isIdentifying(input.kind())) {
        identifying.add(input);
      }
    }
    for (CpuInput input : identifying) {
      if (input.content() instanceof Reading.Unknown<String> unknown) {
        return unknown;
      }
    }
    for (CpuInput input : identifying) {
      if (input.content().isAbsent()) {
        return new Reading.Unknown<>(UnknownCause.UNSUPPORTED, input.locator() + " is not there");
      }
    }
    return identifying.isEmpty()
        ? new Reading.Unknown<>(UnknownCause.UNSUPPORTED, "no source names it here")
        : new Reading.Unknown<>(
            UnknownCause.UNSUPPORTED, identifying.get(0).locator() + " does not tell");
  }

  private static boolean isIdentifying(CpuInput.Kind kind) {
    return switch (kind) {
      case CPUINFO, AUXILIARY_VECTOR, CPUID, SYSCTL, IDENTIFICATION -> true;
      default -> false;
    };
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
