package io.envprobe.target;

import io.envprobe.fact.Reading;
import io.envprobe.target.internal.AuxiliaryVector;
import io.envprobe.target.internal.SysctlText;
import java.util.List;

/**
 * A raw text about a processor, or why there is none.
 *
 * @param kind what form the text has
 * @param locator where it comes from, for the evidence: a path, the name of a call
 * @param content the text; absent where the machine has no such thing
 */
public record CpuInput(Kind kind, String locator, Reading<String> content) {

  /** The forms of raw texts. */
  public enum Kind {
    /** {@code /proc/cpuinfo} of a Linux kernel, of any architecture. */
    CPUINFO("file", true),
    /** The words about the processor in a program's auxiliary vector: {@link #auxiliaryVector}. */
    AUXILIARY_VECTOR("file", true),
    /**
     * Answers of the CPUID instruction: decimal lines {@code leaf, subleaf, eax, ebx, ecx, edx},
     * JSON arrays of those, {@code cpuid -r}, or InstLatX64's form.
     */
    CPUID("call", true),
    /** {@code name: value} lines as {@code sysctl} prints them on macOS. */
    SYSCTL("call", true),
    /** {@code CPU value} lines: the Arm main identification register of each processor. */
    IDENTIFICATION("file", true),
    /**
     * {@code name: value} lines: {@code VendorIdentifier}, {@code Identifier} and {@code
     * ProcessorNameString} as Windows keeps them of its first processor, and {@code processors},
     * how many there are.
     */
    PROCESSOR_REGISTRY("call", true),
    /**
     * {@code CPU name value} lines: the Arm feature registers of each processor by the names that
     * Windows gives them in its registry, {@code CP 4030} and its like.
     */
    FEATURE_REGISTERS("call", true),
    /** {@code number 1} lines for what {@code IsProcessorFeaturePresent} of Windows affirms. */
    WINDOWS_FEATURES("call", true),
    /** {@code process native}: the two machine types that {@code IsWow64Process2} tells. */
    WINDOWS_MACHINES("call", false),
    /**
     * {@code name value} lines about the machine: {@code vendor}, {@code product}, {@code
     * hypervisor} (of its device tree) and {@code control-program}.
     */
    MACHINE("file", false),
    /** The kind of hypervisor, as {@code /sys/hypervisor/type} has it. */
    HYPERVISOR("file", false),
    /** {@code /proc/version}. */
    KERNEL_BANNER("file", false),
    /** {@code key value} lines as the RISC-V call {@code hwprobe} answers them. */
    HWPROBE("call", false),
    /** {@code CPU value} lines: the relative speed of each processor, of 1024 for the fastest. */
    CAPACITIES("file", false),
    /**
     * {@code performance LIST}, {@code efficiency LIST} and {@code low-power LIST} lines, as {@code
     * /sys/devices/cpu_core/cpus} and its like have the lists.
     */
    HYBRID_LISTS("file", false),
    /** The states that {@code arch_prctl(ARCH_GET_XCOMP_SUPP)} says a program may ask for. */
    TILE_PERMISSION("call", false),
    /** The variable {@code GLIBC_TUNABLES}. */
    TUNABLES("variable", false);

    private final String source;
    private final boolean identifying;

    Kind(String source, boolean identifying) {
      this.source = source;
      this.identifying = identifying;
    }

    /** Whether it may tell which processor it is or what it can do. */
    public boolean isIdentifying() {
      return identifying;
    }
  }

  /** A text. */
  public static CpuInput of(Kind kind, String locator, String text) {
    return new CpuInput(kind, locator, Reading.present(text));
  }

  /** The kind of source that the evidence names. */
  public String source() {
    return kind.source;
  }

  /** The names under which macOS tells whether an Apple processor has a feature. */
  public static List<String> appleFeatureNames() {
    return SysctlText.appleFeatureNames();
  }

  /** The content of {@code /proc/self/auxv} in the form that {@link Kind#AUXILIARY_VECTOR} has. */
  public static String auxiliaryVector(byte[] bytes) {
    return AuxiliaryVector.text(bytes);
  }
}
