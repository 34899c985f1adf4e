package io.envprobe.nativeaccess.internal;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Outcome;

/** The calls of Windows. */
public final class WindowsCalls {
  private static final Pointer LOCAL_MACHINE = Pointer.createConstant(0xffff_ffff_8000_0002L);
  private static final int ANY_TYPE = 0xffff;
  private static final int TEXT = 1;
  private static final int VALUE_LIMIT = 1024;

  /** RelationProcessorCore. */
  private static final int PROCESSOR_CORES = 0;

  /** Forty-eight bytes a core with one group: enough for twenty thousand. */
  private static final int INFORMATION_LIMIT = 1 << 20;

  private WindowsCalls() {}

  /** The machine types of the process and of the system, in hexadecimal; 0 is none. */
  public static Outcome<String> machines() {
    Memory machines = new Memory(4);
    machines.clear();
    Pointer self = kernel("GetCurrentProcess").invokePointer(new Object[0]);
    int done =
        kernel("IsWow64Process2").invokeInt(new Object[] {self, machines, machines.share(2)});
    return done == 0
        ? Outcome.failed(FailureKind.IO_ERROR, "IsWow64Process2 failed")
        : Outcome.of(
            "0x"
                + Integer.toHexString(machines.getShort(0) & 0xffff)
                + " 0x"
                + Integer.toHexString(machines.getShort(2) & 0xffff));
  }

  /** The register state that the system enabled, as XCR0 has it. */
  public static Outcome<String> enabledStates() {
    return Outcome.of(
        "0x" + Long.toHexString(kernel("GetEnabledXStateFeatures").invokeLong(new Object[0])));
  }

  /** A hint only: older systems deny features that the processor has. */
  public static Outcome<String> hasFeature(int number) {
    int has = kernel("IsProcessorFeaturePresent").invokeInt(new Object[] {number});
    return Outcome.of(has != 0 ? "1" : "0");
  }

  /** A value below {@code HARDWARE\DESCRIPTION\System\CentralProcessor\N}. */
  public static Outcome<String> processorValue(int processor, String name) {
    Memory value = new Memory(VALUE_LIMIT);
    value.clear();
    Memory type = new Memory(4);
    type.clear();
    Memory length = new Memory(4);
    length.setInt(0, VALUE_LIMIT - 2);
    int result =
        Function.getFunction("advapi32", "RegGetValueW")
            .invokeInt(
                new Object[] {
                  LOCAL_MACHINE,
                  new WString("HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\" + processor),
                  new WString(name),
                  ANY_TYPE,
                  type,
                  value,
                  length
                });
    if (result != 0) {
      return Outcome.failed(FailureKind.NOT_FOUND, "processor " + processor + " has no " + name);
    }
    if (type.getInt(0) == TEXT) {
      return Outcome.of(value.getWideString(0).strip());
    }
    return Outcome.of("0x" + Long.toHexString(value.getLong(0)));
  }

  /** How many logical processors of each class of efficiency there are, lowest class first. */
  public static Outcome<String> efficiencyClasses() {
    Memory length = new Memory(Integer.BYTES);
    length.clear();
    Function ask = kernel("GetLogicalProcessorInformationEx");
    ask.invokeInt(new Object[] {PROCESSOR_CORES, Pointer.NULL, length});
    int needed = length.getInt(0);
    if (needed <= 0 || needed > INFORMATION_LIMIT) {
      return Outcome.failed(FailureKind.IO_ERROR, "GetLogicalProcessorInformationEx failed");
    }
    Memory information = new Memory(needed);
    information.clear();
    return ask.invokeInt(new Object[] {PROCESSOR_CORES, information, length}) == 0
        ? Outcome.failed(FailureKind.IO_ERROR, "GetLogicalProcessorInformationEx failed")
        : Outcome.of(
            ProcessorCores.classes(
                information.getByteArray(0, Math.min(needed, Math.max(0, length.getInt(0))))));
  }

  private static Function kernel(String name) {
    return Function.getFunction("kernel32", name);
  }
}
