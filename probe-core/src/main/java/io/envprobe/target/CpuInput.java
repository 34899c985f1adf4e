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
    CPUINFO,
    /** The words about the processor in a program's auxiliary vector: {@link #auxiliaryVector}. */
    AUXILIARY_VECTOR,
    /**
     * Answers of the CPUID instruction: decimal lines {@code leaf, subleaf, eax, ebx, ecx, edx},
     * JSON arrays of those, {@code cpuid -r}, or InstLatX64's form.
     */
    CPUID,
    /** {@code name: value} lines as {@code sysctl} prints them on macOS. */
    SYSCTL,
    /** The maker of the machine, as {@code /sys/class/dmi/id/sys_vendor} has it. */
    MACHINE_VENDOR,
    /** The kind of hypervisor, as {@code /sys/hypervisor/type} has it. */
    HYPERVISOR,
    /** {@code /proc/version}. */
    KERNEL_BANNER,
    /** {@code key value} lines as the RISC-V call {@code hwprobe} answers them. */
    HWPROBE,
    /** {@code CPU value} lines: the Arm main identification register of each processor. */
    IDENTIFICATION,
    /**
     * {@code performance LIST} and {@code efficiency LIST} lines, as {@code
     * /sys/devices/cpu_core/cpus} and {@code cpu_atom/cpus} have the lists.
     */
    HYBRID_LISTS,
    /** The variable {@code GLIBC_TUNABLES}. */
    TUNABLES
  }

  /** A text. */
  public static CpuInput of(Kind kind, String locator, String text) {
    return new CpuInput(kind, locator, Reading.present(text));
  }

  /** The kind of source that the evidence names. */
  public String source() {
    return switch (kind) {
      case CPUID, SYSCTL, HWPROBE -> "call";
      case TUNABLES -> "variable";
      default -> "file";
    };
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
